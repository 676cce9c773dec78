package io.winnow.bench.live;

import io.winnow.bench.topics.Heard;
import io.winnow.records.Element;
import io.winnow.records.StreamEvent;
import io.winnow.records.TokenRecord;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The ledger of each stream of a pipeline, read from its topic of tokens. */
public final class Ledgers implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Heard<Element> tokens;
    private final Map<String, Ledger> streams = new HashMap<>();

    /** The topic must be there. */
    public Ledgers(String bootstrap, TopicNames names) {
        tokens = new Heard<>(bootstrap, names, TopicRegistry.TOKENS);
    }

    /** Reads what is next; it never comes to an end while cameras are watched. */
    public void read() {
        tokens.next(POLL).forEach(this::take);
    }

    private void take(Element element) {
        if (element instanceof TokenRecord record) {
            of(record.origin().stream()).frame(record);
        } else if (element instanceof StreamEvent event) {
            of(event.origin().stream()).event(event);
        }
    }

    /** What has been read of a stream. */
    public Ledger of(String stream) {
        return streams.computeIfAbsent(stream, any -> new Ledger());
    }

    @Override
    public void close() {
        tokens.close();
    }
}
