package io.winnow.decode.worker.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The clock of a live stream in its ticks: without its wraps (of 33 bits in MPEG transport streams: ISO/IEC 13818-1, 2.4.3.6), and with what between its frames did not come. How long a frame usually lasts
 * is the median of the last steps, since a camera's rate is seldom what it states and falls in the dark.
 */
final class LiveClock {
    /** As many steps as the median is taken of; an odd number. */
    private static final int STEPS = 31;

    private static final int FEWEST_STEPS = 15;

    private static final int MOST_BITS = 62;

    /** A step of 1.75 is one that came late rather than two. */
    private static final double LATE = 0.25;

    private final int bits;
    private final long farthest;
    private final long[] steps = new long[STEPS];
    private final List<Step> early = new ArrayList<>();
    private int taken;
    private long wrapped;
    private long last = Natives.NO_TIMESTAMP;
    private long between;
    private long missing;
    private boolean jumped;

    /**
     * A clock that has not begun.
     *
     * @param bits after which timestamps wrap; more than 61 for never
     * @param farthest ticks by which it may run ahead from packet to packet; beyond, it has jumped
     */
    LiveClock(int bits, long farthest) {
        this.bits = bits;
        this.farthest = farthest;
    }

    /**
     * Takes the next frame in.
     *
     * @param ticks its timestamp, {@link Natives#NO_TIMESTAMP} where it has none
     * @param skipped packets before it that were left out on purpose
     * @return its timestamp without wraps
     */
    long next(long ticks, long skipped) {
        between += skipped;
        if (ticks == Natives.NO_TIMESTAMP) {
            between++;
            return ticks;
        }
        long now = unwrapped(ticks);
        if (last != Natives.NO_TIMESTAMP) {
            step(now - last);
        }
        last = now;
        between = 0;
        return now;
    }

    private long unwrapped(long ticks) {
        if (bits >= MOST_BITS || last == Natives.NO_TIMESTAMP) {
            return ticks;
        }
        long round = 1L << bits;
        long away = ticks + wrapped - last;
        if (away < -round / 2) {
            wrapped += round;
        } else if (away > round / 2) {
            wrapped -= round;
        }
        return ticks + wrapped;
    }

    private void step(long delta) {
        if (delta < 0 || delta / (between + 1) > farthest) {
            jumped = true;
            return;
        }
        steps[taken % STEPS] = delta / (between + 1);
        taken++;
        early.add(new Step(delta, between));
        // The first steps wait until it is known what is usual.
        if (taken >= FEWEST_STEPS) {
            early.forEach(this::judge);
            early.clear();
        }
    }

    private void judge(Step step) {
        long usual = usual();
        if (usual > 0) {
            long frames = (long) Math.floor((double) step.ticks() / usual + LATE);
            missing += Math.max(0, frames - 1 - step.between());
        }
    }

    private long usual() {
        long[] sorted = Arrays.copyOf(steps, Math.min(taken, STEPS));
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** From one timestamp to the next, with so many frames between that have none or were left out. */
    private record Step(long ticks, long between) {}

    /** Frames that did not come, since the last call. */
    long takeMissing() {
        long taking = missing;
        missing = 0;
        return taking;
    }

    /** Whether it jumped, back or far ahead, since the last call. */
    boolean takeJumped() {
        boolean taking = jumped;
        jumped = false;
        return taking;
    }
}
