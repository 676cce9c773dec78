/** How far pictures are from their originals: pairs of pictures enter, numbers leave. Whoever measures tokenizers calls. */
@NullMarked
package io.winnow.tokenize.quality;

import org.jspecify.annotations.NullMarked;
