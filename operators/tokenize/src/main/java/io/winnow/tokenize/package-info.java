/**
 * Frames become visual tokens. Frames and their streams' events enter in order; token records and events leave in the same order, with what could not be tokenized beside them. The operator in
 * {@code flink} calls, and whoever tokenizes single files.
 */
@NullMarked
package io.winnow.tokenize;

import org.jspecify.annotations.NullMarked;
