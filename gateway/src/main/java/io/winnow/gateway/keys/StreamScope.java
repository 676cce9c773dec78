package io.winnow.gateway.keys;

import io.winnow.records.StreamPattern;
import java.util.List;

/** Which streams somebody may see and ask about, as {@link StreamPattern} reads their names. */
public final class StreamScope {
    /** All streams. */
    public static final StreamScope WHOLE = new StreamScope(List.of("**"));

    private final List<String> names;
    private final List<StreamPattern> patterns;
    private final boolean whole;

    public StreamScope(List<String> names) {
        this.names = List.copyOf(names);
        this.patterns = names.stream().map(StreamPattern::of).toList();
        this.whole = names.contains("*") || names.contains("**");
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a scope names streams; ** names all");
        }
    }

    /** The patterns, as they were written. */
    public List<String> names() {
        return names;
    }

    /** Whether no stream is left out. */
    public boolean whole() {
        return whole;
    }

    /** Whether a stream is one of these. */
    public boolean sees(String stream) {
        return whole || StreamPattern.any(patterns, stream);
    }

    /** Whether all streams that a pattern names are surely among these. */
    public boolean covers(String pattern) {
        StreamPattern other = StreamPattern.of(pattern);
        return whole || patterns.stream().anyMatch(own -> own.covers(other));
    }

    /** Those of the patterns of a standing question that have to do with these streams: what lies within them, and what holds them. */
    public List<String> touched(List<String> others) {
        return others.stream().filter(this::touches).toList();
    }

    private boolean touches(String pattern) {
        StreamPattern other = StreamPattern.of(pattern);
        return covers(pattern) || patterns.stream().anyMatch(other::covers);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StreamScope that && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return String.join(", ", names);
    }
}
