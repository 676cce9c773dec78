package io.winnow.bench.live;

import io.winnow.records.StreamEvent;
import io.winnow.records.StreamEvent.Kind;
import io.winnow.records.TokenRecord;
import java.util.Map;
import java.util.TreeMap;

/** What the topic of tokens tells of a stream: frames that became tokens, and those that did not, by reason. */
public final class Ledger {
    private static final String AWAY = "RECONNECTING";

    private long tokenized;
    private long gaps;
    private boolean away;
    private final Map<String, Long> dropped = new TreeMap<>();

    void frame(TokenRecord record) {
        tokenized += record.frameSpans().size();
        away = false;
    }

    void event(StreamEvent event) {
        if (event.kind() == Kind.GAP) {
            away = event.reason().equals(AWAY);
            dropped.merge(event.reason(), event.count(), Long::sum);
            gaps += event.exact() ? 0 : 1;
        }
    }

    /** Frames tokenized, dropped and missed. */
    public long frames() {
        return tokenized + dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Frames that became tokens. */
    public long tokenized() {
        return tokenized;
    }

    /** Gaps whose frames are estimated. */
    long gaps() {
        return gaps;
    }

    /** Whether the last that was told is that the source is away. */
    boolean away() {
        return away;
    }

    @Override
    public String toString() {
        return tokenized + " tokenized, " + dropped;
    }
}
