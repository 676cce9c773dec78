/** The reader as a Flink operator: elements of the pruner and questions go in, answers come out, with deltas, alerts and dead letters beside them. The job builder calls. */
@NullMarked
package io.winnow.read.flink;

import org.jspecify.annotations.NullMarked;
