package io.winnow.prune.select;

import java.util.Arrays;

/**
 * Farthest-first traversal (greedy k-center; ToDRE, arXiv v1, section 3): the score of a token is its cosine to the nearest of those picked. Scores only rise, so a score that counts some
 * of the picks bounds the full one from below: a token is compared with further picks only while it could still be the lowest. That leaves a small part of the {@code tokens * picks}
 * products.
 */
public final class KCenter extends Greedy {
    /** Above this, cosines are those of equal vectors: rounding must not decide between repeats. */
    private static final float SAME = 1 - 1e-6f;

    private final Kernels kernels;
    private UnitRows rows = new UnitRows();
    private float[] nearest = new float[0];
    private int[] compared = new int[0];
    private int[] centres = new int[0];
    private int centreCount;

    public KCenter() {
        this(Kernels.BEST);
    }

    KCenter(Kernels kernels) {
        this.kernels = kernels;
    }

    @Override
    void start(Choice choice) {
        rows = choice.rows();
        if (nearest.length < choice.tokens()) {
            nearest = new float[choice.tokens()];
            compared = new int[choice.tokens()];
        }
        if (centres.length < choice.tokens() + choice.earlier()) {
            centres = new int[choice.tokens() + choice.earlier()];
        }
        Arrays.fill(nearest, 0, choice.tokens(), Float.NEGATIVE_INFINITY);
        Arrays.fill(compared, 0, choice.tokens(), 0);
        for (int i = 0; i < choice.earlier(); i++) {
            centres[i] = choice.tokens() + i;
        }
        centreCount = choice.earlier();
    }

    @Override
    int lowest(int[] order, int from, int to) {
        int best = order[from];
        for (int at = from + 1; at < to; at++) {
            if (nearest[order[at]] < nearest[best]) {
                best = order[at];
            }
        }
        compare(best, Float.POSITIVE_INFINITY);
        float lowest = nearest[best];
        for (int at = from; at < to; at++) {
            int token = order[at];
            if (nearest[token] < lowest || (nearest[token] == lowest && token < best)) {
                compare(token, lowest);
                if (nearest[token] < lowest || (nearest[token] == lowest && token < best)) {
                    best = token;
                    lowest = nearest[token];
                }
            }
        }
        return best;
    }

    /** Compares a token with picks that it was not compared with, until its score is above a limit. */
    private void compare(int token, float limit) {
        float[] numbers = rows.numbers();
        int width = rows.width();
        float score = nearest[token];
        int at = compared[token];
        while (at < centreCount && score <= limit) {
            float cosine = kernels.dot(numbers, token * width, numbers, centres[at++] * width, width);
            score = Math.max(score, cosine > SAME ? 1 : cosine);
        }
        nearest[token] = score;
        compared[token] = at;
    }

    @Override
    void picked(int token) {
        centres[centreCount++] = token;
        nearest[token] = Float.POSITIVE_INFINITY;
    }
}
