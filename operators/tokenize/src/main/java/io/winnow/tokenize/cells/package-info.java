/** One token a cell of a frame, or of those that a selector keeps: an image encoder whose graph also finds the nearest code. Called through {@link io.winnow.tokenize.Tokenizers}, and by clip tokenizers for the vectors. */
@NullMarked
package io.winnow.tokenize.cells;

import org.jspecify.annotations.NullMarked;
