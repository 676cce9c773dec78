package io.winnow.bench.live;

import io.winnow.bench.topics.Heard;
import io.winnow.bench.topics.LiveLine;
import io.winnow.records.Element;
import io.winnow.records.StreamEvent;
import io.winnow.records.TokenRecord;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a line's topic of tokens gave in a while: how long after its decoding each frame's tokens were there, and how many frames were dropped. */
record TokensHeard(Latencies latencies, long frames, long dropped) {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * Listens.
     *
     * @param streams which have to be there before anything is timed
     * @param settling that goes by then untimed
     * @param length that is timed
     */
    static TokensHeard in(LiveLine line, int streams, Duration settling, Duration length) throws IOException {
        try (Heard<Element> tokens = line.hear(TopicRegistry.TOKENS)) {
            awaitAll(tokens, streams);
            collect(tokens, settling);
            return collect(tokens, length);
        }
    }

    private static void awaitAll(Heard<Element> tokens, int streams) throws IOException {
        List<String> seen = new ArrayList<>();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (seen.size() < streams) {
            for (Element element : tokens.next(POLL)) {
                if (element instanceof TokenRecord record && !seen.contains(record.origin().stream())) {
                    seen.add(record.origin().stream());
                }
            }
            if (System.nanoTime() > until) {
                throw new IOException("only " + seen.size() + " of " + streams + " cameras gave frames");
            }
        }
    }

    private static TokensHeard collect(Heard<Element> tokens, Duration length) {
        List<Double> millis = new ArrayList<>();
        long dropped = 0;
        long until = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < until) {
            List<Element> heard = tokens.next(POLL);
            long now = System.currentTimeMillis();
            for (Element element : heard) {
                if (element instanceof TokenRecord record) {
                    millis.add((double) (now - record.ingestMillis()));
                } else if (element instanceof StreamEvent event && event.kind() == StreamEvent.Kind.GAP) {
                    dropped += event.count();
                }
            }
        }
        return new TokensHeard(Latencies.of(millis), millis.size(), dropped);
    }

    /** Share of the frames that became tokens. */
    double kept() {
        return (double) frames / (frames + dropped);
    }
}
