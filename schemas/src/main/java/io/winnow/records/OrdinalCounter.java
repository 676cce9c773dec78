package io.winnow.records;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what a producer puts on an edge for one stream: in each epoch from 0, without holes. It is the producer's state. Remembers the {@value #EPOCHS} epochs used last, twice what a
 * consumer remembers, so that an epoch taken up again never repeats an ordinal that a consumer still knows.
 */
public final class OrdinalCounter {
    /** Epochs remembered. */
    public static final int EPOCHS = 2 * OrdinalTracker.EPOCHS;

    private final LinkedHashMap<Long, Long> nextByEpoch = new LinkedHashMap<>();

    public OrdinalCounter() {}

    /** @param nextByEpoch the next ordinal of each epoch, the one used last at the end */
    public OrdinalCounter(Map<Long, Long> nextByEpoch) {
        this.nextByEpoch.putAll(nextByEpoch);
    }

    /** The ordinal of the next record or event of this epoch. */
    public long next(long epoch) {
        Long next = nextByEpoch.remove(epoch);
        long ordinal = next == null ? 0 : next;
        nextByEpoch.put(epoch, ordinal + 1);
        if (nextByEpoch.size() > EPOCHS) {
            nextByEpoch.remove(nextByEpoch.keySet().iterator().next());
        }
        return ordinal;
    }

    /** The next ordinal of each epoch remembered, the one used last at the end. */
    public Map<Long, Long> state() {
        return new LinkedHashMap<>(nextByEpoch);
    }
}
