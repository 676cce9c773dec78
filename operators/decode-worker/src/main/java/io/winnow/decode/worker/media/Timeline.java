package io.winnow.decode.worker.media;

/**
 * Spans of frames from what their container says, in the way of FFmpeg's command: a missing timestamp goes on where the frame before ended, a missing duration is the frame rate's, the last step's, or the last one's.
 * Ticks are of the stream's time base.
 */
final class Timeline {
    private static final long NONE = Long.MIN_VALUE;
    private static final long LONGEST_STEP_MICROS = 60_000_000;
    private static final double LARGEST_EXACT = 9e15;
    private static final long LARGEST_NUMERATOR = 1_000;
    private static final double FARTHEST = 4.5e18;

    private final long numerator;
    private final long denominator;
    private final long originMicros;
    private final long rateTicks;
    private final boolean reliable;
    private long last = NONE;
    private long lastDuration = 1;
    private long lengthMicros;
    private boolean began;

    /**
     * A stream's clock.
     *
     * @param numerator of the time base, seconds
     * @param denominator of the time base
     * @param originMicros what the media's start is on this clock
     * @param rateTicks a frame's duration by the frame rate, 0 where unknown
     * @param reliable whether the container has timestamps at all
     */
    Timeline(int numerator, int denominator, long originMicros, long rateTicks, boolean reliable) {
        this.numerator = numerator;
        this.denominator = denominator;
        this.originMicros = originMicros;
        this.rateTicks = rateTicks;
        this.reliable = reliable;
    }

    /**
     * Takes the next frame in; its span is then between {@link #startMicros} and {@link #endMicros}.
     *
     * @param ticks its timestamp, {@link Long#MIN_VALUE} where it has none; one centuries away counts as none
     * @param duration that the container states, 0 where it does not
     */
    void next(long ticks, long duration) {
        long start = possible(ticks) ? ticks : last == NONE ? 0 : last + lastDuration;
        long step = last == NONE ? 0 : start - last;
        lastDuration = duration(possible(duration) ? duration : 0, step);
        lengthMicros += Math.max(0, Math.min(LONGEST_STEP_MICROS, micros(step) + originMicros));
        last = start;
        began = true;
    }

    private boolean possible(long ticks) {
        return ticks != NONE && Math.abs((double) ticks * numerator * 1e6 / denominator) <= LARGEST_EXACT;
    }

    private long duration(long stated, long step) {
        boolean guessed = stated == 1 && step > 2;
        if (stated > 0 && reliable && !guessed) {
            return stated;
        }
        if (rateTicks > 0 && !reliable) {
            return rateTicks;
        }
        if (step > 0) {
            return step;
        }
        if (stated > 0) {
            return stated;
        }
        return rateTicks > 0 ? rateTicks : Math.max(lastDuration, 1);
    }

    long startMicros() {
        return began ? micros(last) : 0;
    }

    long endMicros() {
        return began ? Math.max(micros(last + lastDuration), micros(last)) : 0;
    }

    /** How long the media has been so far; what a jump of its clock skips does not count. */
    long lengthMicros() {
        return lengthMicros;
    }

    /** A timestamp of the stream on the media's clock; one farther than 140,000 years is that far. */
    long micros(long ticks) {
        double exact = (double) ticks * numerator * 1e6 / denominator;
        if (Math.abs(exact) > LARGEST_EXACT || numerator > LARGEST_NUMERATOR) {
            return (long) Math.max(-FARTHEST, Math.min(FARTHEST, exact - originMicros));
        }
        long perTick = 1_000_000 * numerator;
        long whole = Math.floorDiv(ticks, denominator) * perTick;
        long rest = Math.floorMod(ticks, denominator) * perTick;
        return whole + (rest + denominator / 2) / denominator - originMicros;
    }
}
