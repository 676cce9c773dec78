package io.winnow.decode.worker.media;

import java.util.concurrent.TimeUnit;

/**
 * When the packets of a live stream that comes in pieces are due: as far apart as its own clock says, so that a piece of ten seconds is not a burst and then nothing. What comes late is due at once, and all
 * after it as much later; so the longest delay there was is what is kept in hand against the next.
 */
final class Pace {
    /** Where the clock runs back, or further ahead than this, it has jumped, or pieces are missing, and nothing is to be waited for. */
    private static final long FARTHEST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final double NANOS = 1e9;

    private final double nanosPerTick;
    private long last = Natives.NO_TIMESTAMP;
    private long dueNanos;

    /**
     * Of a stream of which nothing has come.
     *
     * @param numerator of its time base, seconds
     * @param denominator of its time base
     */
    Pace(int numerator, int denominator) {
        this.nanosPerTick = NANOS * numerator / denominator;
    }

    /**
     * Takes the next packet in.
     *
     * @param ticks when it is to be decoded, {@link Natives#NO_TIMESTAMP} where it does not say
     * @param nowNanos when it came, by {@link System#nanoTime}
     * @return when it is due by that clock, now or later
     */
    long due(long ticks, long nowNanos) {
        if (ticks == Natives.NO_TIMESTAMP) {
            return nowNanos;
        }
        double step = last == Natives.NO_TIMESTAMP ? -1 : nanosPerTick * ((double) ticks - last);
        boolean follows = step >= 0 && step <= FARTHEST_NANOS;
        last = ticks;
        dueNanos = follows && dueNanos + (long) step - nowNanos > 0 ? dueNanos + (long) step : nowNanos;
        return dueNanos;
    }
}
