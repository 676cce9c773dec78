package io.winnow.read;

import io.winnow.records.Span;

/**
 * Where a standing question stands on one stream. Its due times are the multiples of its schedule on the stream's own clock, so which window makes it due is the same however often the stream
 * is replayed.
 *
 * @param epoch that was looked at last
 * @param slot due time that was looked at last, counted from zero of the clock
 * @param occurrence number of the due time at which it was asked last; it only grows, also where a clock is set back
 */
public record Standpoint(long epoch, long slot, long occurrence) {
    /** Of a question that was not looked at yet. */
    public static final Standpoint NONE = new Standpoint(Long.MIN_VALUE, Long.MIN_VALUE, -1);

    private static final long MICROS_A_MILLI = 1_000;

    /** The last due time that a window's end has reached. */
    public static long slot(Span window, long everyMillis) {
        return Math.floorDiv(window.endMicros(), everyMillis * MICROS_A_MILLI);
    }

    /** Whether a due time has come since the last look. Each epoch begins anew: its clock may stand anywhere. */
    public boolean isDue(long newEpoch, long newSlot) {
        return newEpoch != epoch || newSlot > slot;
    }

    /** After a look without a question. */
    public Standpoint looked(long newEpoch, long newSlot) {
        return new Standpoint(newEpoch, newSlot, occurrence);
    }

    /** After a look with one. */
    public Standpoint asked(long newEpoch, long newSlot) {
        return new Standpoint(newEpoch, newSlot, Math.max(newSlot, occurrence + 1));
    }

    /** As if it had not been looked at, with its count kept: no number is given twice. */
    public Standpoint anew() {
        return new Standpoint(NONE.epoch, NONE.slot, occurrence);
    }
}
