/**
 * Finds how little of a pipeline's tokens can be kept, before its jobs are submitted: a resolved pipeline and its questions enter, {@link io.winnow.prune.KeepTrials trials} leave. Made of the stages'
 * own parts, without Flink, so that a sample is tokenized, pruned and read as the run will. For whoever starts a run.
 */
@NullMarked
package io.winnow.jobs.keep;

import org.jspecify.annotations.NullMarked;
