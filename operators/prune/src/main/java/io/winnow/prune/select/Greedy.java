package io.winnow.prune.select;

import java.util.Arrays;

/**
 * Picks one token after another, each time the one with the lowest score against those picked; of equal scores the first. Its arrays are reused, so an instance is for one thread; nothing is allocated for a token.
 */
public abstract sealed class Greedy implements Selection permits KCenter, MaxSum {
    private int[] order = new int[0];
    private int[] picks = new int[0];

    @Override
    public final int[] pick(Choice choice) {
        if (order.length < choice.tokens()) {
            order = new int[choice.tokens()];
            picks = new int[choice.tokens()];
        }
        int split = arrange(choice);
        start(choice);
        int count = 0;
        int most = Math.min(choice.budget(), choice.tokens());
        while (count < most) {
            boolean inFirst = count < split;
            int pick = count == 0 && choice.beginsAtPivot()
                    ? choice.pivot()
                    : lowest(order, inFirst ? 0 : split, inFirst ? split : choice.tokens());
            picks[count++] = pick;
            picked(pick);
        }
        return Arrays.copyOf(picks, count);
    }

    /** Tokens that come first, in their order, then the others; returns how many the first are. */
    private int arrange(Choice choice) {
        int at = 0;
        for (int i = 0; i < choice.tokens(); i++) {
            if (choice.first().get(i)) {
                order[at++] = i;
            }
        }
        int split = at;
        for (int i = 0; i < choice.tokens(); i++) {
            if (!choice.first().get(i)) {
                order[at++] = i;
            }
        }
        return split;
    }

    /** Forgets the last choice and begins this one. */
    abstract void start(Choice choice);

    /** The token of the lowest score among {@code order[from..to)}, ascending indices, that was not picked. */
    abstract int lowest(int[] order, int from, int to);

    /** Counts a token as picked. */
    abstract void picked(int token);
}
