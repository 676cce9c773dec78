package io.winnow.jobs.run;

import java.time.Duration;
import java.util.function.LongSupplier;

/** For how long a cluster has not answered, as those see it who ask it again and again. For one thread. */
final class Absence {
    /** It has answered between two failures that are further apart than an attempt takes. */
    private static final Duration APART = Duration.ofMinutes(2);

    private final LongSupplier nanos;
    private long firstNanos;
    private long lastNanos;
    private boolean noted;

    /** @param nanos a clock as {@link System#nanoTime} is */
    Absence(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Notes that it does not answer now; zero where it did until now. */
    Duration note() {
        long now = nanos.getAsLong();
        if (!noted || now - lastNanos > APART.toNanos()) {
            firstNanos = now;
        }
        noted = true;
        lastNanos = now;
        return Duration.ofNanos(now - firstNanos);
    }
}
