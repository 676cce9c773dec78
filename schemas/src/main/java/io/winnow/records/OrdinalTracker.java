package io.winnow.records;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells repeats from new elements of one producer and stream, by their epochs and ordinals. It is the consumer's state: bounded, without a time to live. An ordinal that was seen in one of
 * the {@value #EPOCHS} epochs used last is a repeat; anything else is accepted, an unknown epoch whatever its number. What is seen is kept as ranges: exact over a whole epoch that comes in
 * order, and over its last 1,024 ordinals in any order.
 */
public final class OrdinalTracker {
    /** Epochs remembered. */
    public static final int EPOCHS = 16;

    private final LinkedHashMap<Long, OrdinalRanges> seenByEpoch = new LinkedHashMap<>();

    public OrdinalTracker() {}

    /** @param seenByEpoch ranges of ordinals seen in each epoch, as {@link #state} gives them */
    public OrdinalTracker(Map<Long, long[]> seenByEpoch) {
        seenByEpoch.forEach((epoch, bounds) -> this.seenByEpoch.put(epoch, new OrdinalRanges(bounds)));
    }

    /** Whether this element is new; it is a repeat from then on. */
    public boolean accept(Origin origin) {
        return accept(origin.epoch(), origin.ordinal());
    }

    /** Whether this ordinal of this epoch is new; it is a repeat from then on. */
    public boolean accept(long epoch, long ordinal) {
        OrdinalRanges known = seenByEpoch.remove(epoch);
        OrdinalRanges seen = known == null ? new OrdinalRanges() : known;
        seenByEpoch.put(epoch, seen);
        if (seenByEpoch.size() > EPOCHS) {
            seenByEpoch.remove(seenByEpoch.keySet().iterator().next());
        }
        return seen.add(ordinal);
    }

    /** Ranges seen in each epoch, the one used last at the end: from inclusive, to exclusive, from, to, ... */
    public Map<Long, long[]> state() {
        Map<Long, long[]> state = new LinkedHashMap<>();
        seenByEpoch.forEach((epoch, seen) -> state.put(epoch, seen.bounds()));
        return state;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("OrdinalTracker");
        state().forEach((epoch, bounds) ->
                text.append(' ').append(epoch).append('=').append(Arrays.toString(bounds)));
        return text.toString();
    }
}
