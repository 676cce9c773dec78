/** What the decoder hands to a tokenizer in the same task chain: pictures in memory, and what happened to their streams. Never on a wire. */
@NullMarked
package io.winnow.frames;

import org.jspecify.annotations.NullMarked;
