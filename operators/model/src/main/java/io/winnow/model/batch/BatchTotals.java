package io.winnow.model.batch;

import io.winnow.model.batch.BatchListener.Measured;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What a batcher has computed so far. Written under the batcher's lock, read by reporters. */
final class BatchTotals {
    private static final double NANOS_PER_MILLI = 1e6;

    private final AtomicInteger running = new AtomicInteger();
    private volatile double paddingRatio;
    private long tokens;
    private long computedTokens;

    static <I, O> Measured measure(List<Waiting<I, O>> batch, long startedNanos, long endedNanos) {
        long tokens = 0;
        long longest = 0;
        long first = endedNanos;
        for (Waiting<I, O> waiting : batch) {
            tokens += waiting.item().length();
            longest = Math.max(longest, waiting.item().length());
            first = Math.min(first, waiting.arrivedNanos());
        }
        return new Measured(
                batch.size(),
                tokens,
                longest * batch.size(),
                (endedNanos - startedNanos) / NANOS_PER_MILLI,
                (endedNanos - first) / NANOS_PER_MILLI);
    }

    void started(int batches) {
        running.addAndGet(batches);
    }

    void ended(Measured batch) {
        running.decrementAndGet();
        tokens += batch.tokens();
        computedTokens += batch.computedTokens();
        paddingRatio = 1 - (double) tokens / computedTokens;
    }

    int running() {
        return running.get();
    }

    double paddingRatio() {
        return paddingRatio;
    }
}
