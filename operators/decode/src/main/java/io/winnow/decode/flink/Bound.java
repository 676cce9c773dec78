package io.winnow.decode.flink;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** When a reader reads no further, whatever is left. */
final class Bound {
    private final Duration after;
    private final InstantSource clock;
    private long endMillis = Long.MAX_VALUE;

    /** @param after the reader has begun; zero for never */
    Bound(Duration after, InstantSource clock) {
        this.after = after;
        this.clock = clock;
    }

    void begin() {
        if (!after.isZero()) {
            endMillis = clock.millis() + after.toMillis();
        }
    }

    boolean passed() {
        return clock.millis() >= endMillis;
    }

    /** Completed when it has passed. */
    CompletableFuture<Void> passing() {
        CompletableFuture<Void> passing = new CompletableFuture<>();
        return endMillis == Long.MAX_VALUE
                ? passing
                : passing.completeOnTimeout(null, Math.max(0, endMillis - clock.millis()), TimeUnit.MILLISECONDS);
    }
}
