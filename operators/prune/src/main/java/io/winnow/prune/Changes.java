package io.winnow.prune;

import io.winnow.prune.select.UnitRows;
import java.util.Arrays;
import java.util.BitSet;

/**
 * How each token differs from the same cell a frame before.
 *
 * @param amounts {@code [tokens]} 1 - cosine, at least 0; 0 where there is nothing to compare with
 * @param fresh tokens whose cell had none a frame before
 */
record Changes(float[] amounts, BitSet fresh) {
    private static final double STEPS = 255 / 2.0;

    /** Where tokens cannot be compared: nothing changed and everything is new. */
    static Changes none(int tokens) {
        BitSet fresh = new BitSet();
        fresh.set(0, tokens);
        return new Changes(new float[tokens], fresh);
    }

    /**
     * Compares.
     *
     * @param rows the tokens' vectors in the layout's order, and somewhere those of the frame before the window
     * @param before row of each cell of that frame, or -1
     */
    static Changes of(Layout layout, UnitRows rows, int[] before) {
        int tokens = layout.cells().length;
        float[] amounts = new float[tokens];
        BitSet fresh = new BitSet();
        int[] previous = before.clone();
        int[] current = new int[before.length];
        Arrays.fill(current, -1);
        int frame = 0;
        for (int i = 0; i < tokens; i++) {
            for (; frame < layout.frames()[i]; frame++) {
                int[] done = previous;
                previous = current;
                current = done;
                Arrays.fill(current, -1);
            }
            int cell = layout.cells()[i];
            if (previous[cell] < 0) {
                fresh.set(i);
            } else {
                amounts[i] = Math.max(0, 1 - rows.cosine(i, previous[cell]));
            }
            current[cell] = i;
        }
        return new Changes(amounts, fresh);
    }

    /** Tokens that changed by at least so much, or are new. */
    BitSet atLeast(double still) {
        BitSet changed = (BitSet) fresh.clone();
        for (int i = 0; i < amounts.length; i++) {
            if (amounts[i] >= still) {
                changed.set(i);
            }
        }
        return changed;
    }

    /** A change as pruned windows carry it, in 1/255 of its range 0 to 2. */
    int code(int token) {
        return (int) Math.min(255, Math.round(amounts[token] * STEPS));
    }
}
