/** Flink's view of the records: types for edges and state, and the side outputs that stages share. Stages' {@code flink} packages and the job builder call; nothing here knows a stage. */
@NullMarked
package io.winnow.records.flink;

import org.jspecify.annotations.NullMarked;
