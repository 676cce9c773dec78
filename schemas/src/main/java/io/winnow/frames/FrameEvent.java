package io.winnow.frames;

import io.winnow.records.StreamEvent;
import java.util.Map;

/**
 * Something that happened to a stream. The stage that puts it on an edge gives it an ordinal there.
 *
 * @param stream id of the stream
 * @param epoch which uninterrupted stretch
 * @param kind what happened
 * @param reason of a gap or an end; empty where there is nothing to say
 * @param count frames lost in a gap, frames decoded at an end
 * @param exact whether the count is counted or estimated
 * @param attributes of {@code FORMAT}; {@code why} of a gap that begins with a source being away
 * @param ingestMillis wall clock
 */
public record FrameEvent(
        String stream,
        long epoch,
        StreamEvent.Kind kind,
        String reason,
        long count,
        boolean exact,
        Map<String, String> attributes,
        long ingestMillis)
        implements Decoded {
    public FrameEvent {
        attributes = Map.copyOf(attributes);
    }
}
