package io.winnow.decode.flink;

import io.winnow.decode.stream.StreamPlan;
import io.winnow.decode.stream.StreamProgress;
import java.util.Objects;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A stream, and how far it has been read.
 *
 * @param plan what to read
 * @param progress where to go on
 */
public record VideoSplit(StreamPlan plan, StreamProgress progress) implements SourceSplit {
    public VideoSplit {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(progress, "progress");
    }

    @Override
    public String splitId() {
        return plan.stream();
    }
}
