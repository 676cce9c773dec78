/**
 * Keeps some tokens of a window and drops the rest. Token records and stream events enter, {@link io.winnow.records.PrunedWindow pruned windows} and the same events leave. The job builder
 * makes the operator of {@code flink}; whoever checks a pipeline asks {@link io.winnow.prune.PruneRules}; the gateway and the evaluation may prune windows themselves.
 */
@NullMarked
package io.winnow.prune;

import org.jspecify.annotations.NullMarked;
