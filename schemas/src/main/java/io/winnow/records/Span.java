package io.winnow.records;

import java.util.Objects;

/** A stretch of time, start inclusive and end exclusive, in microseconds of its clock. */
public record Span(long startMicros, long endMicros, Clock clock) {
    public Span {
        Objects.requireNonNull(clock, "clock");
        if (endMicros < startMicros) {
            throw new IllegalArgumentException("a span ends at " + endMicros + " before it starts at " + startMicros);
        }
    }

    public long lengthMicros() {
        return endMicros - startMicros;
    }

    /** The smallest span that holds both. */
    public Span union(Span other) {
        if (clock != other.clock) {
            throw new IllegalArgumentException("spans of different clocks: " + this + ", " + other);
        }
        return new Span(Math.min(startMicros, other.startMicros), Math.max(endMicros, other.endMicros), clock);
    }
}
