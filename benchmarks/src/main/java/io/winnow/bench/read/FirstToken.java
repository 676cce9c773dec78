package io.winnow.bench.read;

import io.winnow.read.Deltas;

/** Hears when the first piece of an answer comes. */
final class FirstToken implements Deltas {
    private static final double NANOS = 1e9;

    private final long askedNanos = System.nanoTime();
    private volatile long heardNanos;

    @Override
    public void piece(String attempt, int offset, String text, boolean last) {
        if (heardNanos == 0) {
            heardNanos = System.nanoTime();
        }
    }

    /** From when this was made to the first piece. */
    double seconds() {
        return (heardNanos - askedNanos) / NANOS;
    }
}
