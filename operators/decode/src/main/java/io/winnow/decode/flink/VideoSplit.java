package io.winnow.decode.flink;

import io.winnow.decode.stream.StreamPlan;
import io.winnow.decode.stream.StreamProgress;
import java.util.Objects;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A stream, and how far it has been read.
 *
 * @param source id of the source that it belongs to; empty in what versions stored that did not say
 * @param since which reading of the source this is: 0 for the run's first of a source of which nothing was forgotten, else the first epoch of its streams
 * @param plan what to read
 * @param progress where to go on
 * @param paused whether the last that was told of it is that it is paused
 */
public record VideoSplit(String source, long since, StreamPlan plan, StreamProgress progress, boolean paused)
        implements SourceSplit {
    public VideoSplit {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(progress, "progress");
    }

    /** One of which nothing has been read. */
    static VideoSplit unread(String source, long since, StreamPlan plan) {
        return new VideoSplit(source, since, plan, StreamProgress.from(since), false);
    }

    VideoSplit at(StreamProgress reached, boolean pausedThere) {
        return new VideoSplit(source, since, plan, reached, pausedThere);
    }

    VideoSplit of(String owner) {
        return new VideoSplit(owner, since, plan, progress, paused);
    }

    String stream() {
        return plan.stream();
    }

    /** The stream's id; of a later reading with its beginning, since one reader may still end the earlier. */
    @Override
    public String splitId() {
        return since == 0 ? plan.stream() : plan.stream() + "@" + since;
    }
}
