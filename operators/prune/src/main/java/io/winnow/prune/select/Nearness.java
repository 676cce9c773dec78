package io.winnow.prune.select;

import java.util.Arrays;

/**
 * How near each token is to the picks that count for it: the largest of its cosines to them. That only rises, so one that counts some of the picks bounds the full one from below: a token is
 * compared with further picks only while it could still be the lowest. That leaves a small part of the {@code tokens * picks} products.
 */
final class Nearness {
    /** Above this, cosines are those of equal vectors: rounding must not decide between repeats. */
    private static final float SAME = 1 - 1e-6f;

    private final Kernels kernels;
    private UnitRows rows = new UnitRows();
    private float[] nearest = new float[0];
    /** {@code [lists][tokens]} how many picks of each list a token was compared with. */
    private int[][] compared = new int[0][];

    Nearness(Kernels kernels) {
        this.kernels = kernels;
    }

    /** The lists of picks that count for a token: always the same ones for a token, which only grow. */
    @FunctionalInterface
    interface Lists {
        Picks of(int list, int token);
    }

    /**
     * Forgets all.
     *
     * @param newRows of which the first are tokens
     * @param lists how many each token has
     */
    void start(UnitRows newRows, int tokens, int lists) {
        rows = newRows;
        if (nearest.length < tokens || compared.length != lists) {
            nearest = new float[tokens];
            compared = new int[lists][tokens];
        }
        Arrays.fill(nearest, 0, tokens, Float.NEGATIVE_INFINITY);
        for (int[] list : compared) {
            Arrays.fill(list, 0, tokens, 0);
        }
    }

    /** The farthest token of {@code order[from..to)}, ascending indices, that was not taken; of equally far ones the first. */
    int farthest(int[] order, int from, int to, Lists lists) {
        int best = order[from];
        for (int at = from + 1; at < to; at++) {
            if (nearest[order[at]] < nearest[best]) {
                best = order[at];
            }
        }
        compare(best, Float.POSITIVE_INFINITY, lists);
        float lowest = nearest[best];
        for (int at = from; at < to; at++) {
            int token = order[at];
            if (nearest[token] < lowest || (nearest[token] == lowest && token < best)) {
                compare(token, lowest, lists);
                if (nearest[token] < lowest || (nearest[token] == lowest && token < best)) {
                    best = token;
                    lowest = nearest[token];
                }
            }
        }
        return best;
    }

    /** Compares a token with picks that it was not compared with, until it is known to be nearer than a limit. */
    private void compare(int token, float limit, Lists lists) {
        float[] numbers = rows.numbers();
        int width = rows.width();
        float score = nearest[token];
        for (int list = 0; list < compared.length; list++) {
            Picks picks = lists.of(list, token);
            int at = compared[list][token];
            while (at < picks.count() && score <= limit) {
                float cosine = kernels.dot(numbers, rows.start(token), numbers, rows.start(picks.row(at++)), width);
                score = Math.max(score, cosine > SAME ? 1 : cosine);
            }
            compared[list][token] = at;
        }
        nearest[token] = score;
    }

    /** Of a token that {@link #farthest} gave. */
    float of(int token) {
        return nearest[token];
    }

    /** Never gives a token again. */
    void take(int token) {
        nearest[token] = Float.POSITIVE_INFINITY;
    }
}
