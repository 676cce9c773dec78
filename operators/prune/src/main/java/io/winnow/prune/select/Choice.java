package io.winnow.prune.select;

import java.util.BitSet;

/**
 * What to choose from.
 *
 * @param rows the tokens' vectors, then {@code earlier} vectors that count as picked
 * @param tokens how many of the rows can be picked
 * @param earlier how many rows after them count as picked already
 * @param first which tokens are picked before all others
 * @param pivot the token that is picked first, where it is among those and nothing was picked earlier; -1: the first of them
 * @param budget how many to pick at most
 */
public record Choice(UnitRows rows, int tokens, int earlier, BitSet first, int pivot, int budget) {
    public Choice {
        if (tokens < 0 || earlier < 0 || tokens + earlier > rows.count() || pivot < -1 || pivot >= tokens) {
            throw new IllegalArgumentException("a choice from " + tokens + " tokens and " + earlier
                    + " earlier ones in " + rows.count() + " rows, from pivot " + pivot);
        }
    }

    /** From all rows alike, with nothing picked earlier. */
    public static Choice of(UnitRows rows, int pivot, int budget) {
        BitSet all = new BitSet();
        all.set(0, rows.count());
        return new Choice(rows, rows.count(), 0, all, pivot, budget);
    }

    /** Whether the pivot is picked before all others. */
    boolean beginsAtPivot() {
        return pivot >= 0 && earlier == 0 && (first.get(pivot) || first.nextSetBit(0) < 0);
    }

    /** With another number to pick at most. */
    public Choice withBudget(int other) {
        return new Choice(rows, tokens, earlier, first, pivot, other);
    }
}
