/** The prune stage in a Flink job: a thin operator around {@code io.winnow.prune}. Elements keyed by stream enter, elements and dead letters leave. For the job builder. */
@NullMarked
package io.winnow.prune.flink;

import org.jspecify.annotations.NullMarked;
