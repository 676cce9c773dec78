@NullMarked
package io.winnow.bench;

import org.jspecify.annotations.NullMarked;
