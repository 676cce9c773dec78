package io.winnow.records;

import java.util.Map;
import java.util.Objects;

/**
 * Something that happened to a stream, told in band and in order with the stream's records.
 *
 * @param origin its place on the edge
 * @param kind what happened
 * @param reason of a gap, or why the stream ended; empty where there is nothing to say
 * @param count frames lost in a gap, frames decoded at an end, 0 elsewhere
 * @param exact whether {@code count} is counted or estimated
 * @param attributes of {@code FORMAT}: width, height, codec, clock, ..., and {@code clockAheadSeconds} where a live source says what time it has; {@code why} of a gap that begins with a source being away
 * @param ingestMillis wall clock when the event was made
 */
public record StreamEvent(
        Origin origin,
        Kind kind,
        String reason,
        long count,
        boolean exact,
        Map<String, String> attributes,
        long ingestMillis)
        implements Element {

    /** What can happen to a stream. */
    public enum Kind {
        STARTED,
        GAP,
        FORMAT,
        /** Nothing came for 2 seconds. */
        IDLE,
        ENDED
    }

    public StreamEvent {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
        attributes = Map.copyOf(attributes);
    }

    public StreamEvent withOrigin(Origin other) {
        return new StreamEvent(other, kind, reason, count, exact, attributes, ingestMillis);
    }

    public StreamEvent withIngestMillis(long other) {
        return new StreamEvent(origin, kind, reason, count, exact, attributes, other);
    }
}
