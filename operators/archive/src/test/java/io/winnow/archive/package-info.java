@NullMarked
package io.winnow.archive;

import org.jspecify.annotations.NullMarked;
