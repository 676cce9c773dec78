package io.winnow.decode.stream;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How long to wait before what failed is tried again: twice as long each time, less a random part of up to a half, so that the cameras of one switch do not all come back at once ("equal jitter": M. Brooker,
 * Exponential Backoff And Jitter, AWS Architecture Blog, 2015).
 */
final class Backoff {
    private static final int MOST_DOUBLINGS = 30;

    private final long firstNanos;
    private final long mostNanos;
    private final SplittableRandom random;
    private int failures;

    /**
     * Nothing has failed yet.
     *
     * @param first most time after the first failure
     * @param most most time after any
     * @param seed of the random part
     */
    Backoff(Duration first, Duration most, long seed) {
        this.firstNanos = first.toNanos();
        this.mostNanos = most.toNanos();
        this.random = new SplittableRandom(seed);
    }

    /** Something failed; how long to wait. */
    Duration next() {
        int doublings = Math.min(failures++, MOST_DOUBLINGS);
        long step = firstNanos > mostNanos >> doublings ? mostNanos : firstNanos << doublings;
        return Duration.ofNanos(step - random.nextLong(step / 2 + 1));
    }

    /** It works again. */
    void reset() {
        failures = 0;
    }
}
