@NullMarked
package io.winnow.prune.select;

import org.jspecify.annotations.NullMarked;
