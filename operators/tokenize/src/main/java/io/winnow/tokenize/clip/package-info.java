/** Tokenizers whose records are clips: frames are encoded one by one, then seen together. Called through {@link io.winnow.tokenize.Tokenizers}. */
@NullMarked
package io.winnow.tokenize.clip;

import org.jspecify.annotations.NullMarked;
