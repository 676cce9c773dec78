@NullMarked
package io.winnow.tokenize.cells;

import org.jspecify.annotations.NullMarked;
