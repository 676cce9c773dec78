/**
 * The language model's runtime: pruned windows and a question go in, an answer with its confidence, evidence and cost comes out. Nothing here knows Flink; the operator, the evaluation and the
 * benchmarks call {@link io.winnow.read.Reader}.
 */
@NullMarked
package io.winnow.read;

import org.jspecify.annotations.NullMarked;
