package io.winnow.jobs;

import io.winnow.jobs.kafka.ReplayedRecords;
import io.winnow.read.flink.Replayed;
import java.util.Objects;

/**
 * What a line reads again, in place of what would be made or come anew.
 *
 * @param records of the edge before its first stage
 * @param asked of them
 * @param forgets whether the pipeline has a topic that says which streams are forgotten
 */
public record Replay(ReplayedRecords records, Replayed asked, boolean forgets) {
    public Replay {
        Objects.requireNonNull(records, "records");
        Objects.requireNonNull(asked, "asked");
    }
}
