/**
 * VQToken: the vectors of a clip become a few centroids and a map from each cell to one of them. Plain algorithms on arrays, for a tokenizer of {@code io.winnow.tokenize}; nothing here
 * knows frames, bundles or records beyond {@link io.winnow.records.Tokens}.
 */
@NullMarked
package io.winnow.tokenize.vqtoken;

import org.jspecify.annotations.NullMarked;
