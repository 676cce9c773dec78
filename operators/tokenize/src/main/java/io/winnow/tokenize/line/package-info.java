/**
 * The line through a tokenizer: what is decoded enters in the order of its stream and leaves so, with ordinals, whatever order the batches end in. Knows no Flink; for one thread at a time. The
 * operator calls.
 */
@NullMarked
package io.winnow.tokenize.line;

import org.jspecify.annotations.NullMarked;
