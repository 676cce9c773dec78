/** Flink's view of the stage: the operator that is chained after the source, its state and its metrics. The job builder calls. */
@NullMarked
package io.winnow.tokenize.flink;

import org.jspecify.annotations.NullMarked;
