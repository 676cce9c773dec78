package io.winnow.read;

import io.winnow.records.Span;
import java.util.Optional;

/**
 * The time asked about, on the stream's own clock.
 *
 * @param fromMicros inclusive
 * @param toMicros exclusive
 */
public record Stretch(long fromMicros, long toMicros) {
    /** All time. */
    public static final Stretch ALL = new Stretch(Long.MIN_VALUE, Long.MAX_VALUE);

    /** From a question's bounds; an absent one is open. */
    public static Stretch of(Optional<Long> fromMicros, Optional<Long> toMicros) {
        return new Stretch(fromMicros.orElse(ALL.fromMicros), toMicros.orElse(ALL.toMicros));
    }

    /** Whether any of it is asked about. A span without length is a moment. */
    public boolean touches(Span span) {
        boolean startsBefore = span.startMicros() < toMicros;
        return startsBefore && (span.endMicros() > fromMicros || span.startMicros() >= fromMicros);
    }
}
