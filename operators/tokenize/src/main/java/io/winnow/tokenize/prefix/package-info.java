/**
 * Tokens of which each refines the ones before it: One-D-Piece and KARL. Frames enter and token records of the axis {@code prefix} leave, and the other way round token records enter and pictures leave.
 * Called through {@link io.winnow.tokenize.Tokenizers} and {@link io.winnow.tokenize.prefix.Reconstructor}.
 */
@NullMarked
package io.winnow.tokenize.prefix;

import org.jspecify.annotations.NullMarked;
