package io.winnow.prune.select;

import java.util.Arrays;

/**
 * Greedy max-sum diversification (ToDRE, arXiv v2, section 3): the score of a token is the sum of its cosines to those picked, which is its product with the sum of their vectors. Tokens that
 * cannot have the lowest score are passed over: a cosine is at least -1, so a score falls by at most 1 a pick; and a product with the token's numbers rounded to bytes, a quarter of the memory
 * traffic, is wrong by at most the rounding's length times the sum's. What is left is computed in double precision, so the picks are exact.
 */
public final class MaxSum extends Greedy {
    private static final double ROUNDING = 1e-9;

    private final Kernels kernels;
    private final QuantisedRows quantised = new QuantisedRows();
    private UnitRows rows = new UnitRows();
    private double[] bounds = new double[0];
    private double[] sum = new double[0];
    private float[] roundedSum = new float[0];
    private double length;
    private int count;

    public MaxSum() {
        this(Kernels.BEST);
    }

    MaxSum(Kernels kernels) {
        this.kernels = kernels;
    }

    @Override
    void start(Choice choice) {
        rows = choice.rows();
        quantised.read(rows, choice.tokens());
        if (bounds.length < choice.tokens()) {
            bounds = new double[choice.tokens()];
        }
        if (sum.length < rows.width()) {
            sum = new double[rows.width()];
            roundedSum = new float[rows.width()];
        }
        Arrays.fill(bounds, 0, choice.tokens(), 0);
        Arrays.fill(sum, 0);
        count = 0;
        for (int i = 0; i < choice.earlier(); i++) {
            add(choice.tokens() + i);
        }
        measure();
    }

    /** {@code bounds[token] - count} is at most the token's score; for one that was picked it is infinite. */
    @Override
    int lowest(int[] order, int from, int to) {
        int best = order[from];
        for (int at = from + 1; at < to; at++) {
            if (bounds[order[at]] < bounds[best]) {
                best = order[at];
            }
        }
        double lowest = score(best);
        double limit = lowest + count + ROUNDING;
        for (int at = from; at < to; at++) {
            int token = order[at];
            if (bounds[token] <= limit && reaches(token, limit)) {
                double score = score(token);
                if (score < lowest || (score == lowest && token < best)) {
                    best = token;
                    lowest = score;
                    limit = lowest + count + ROUNDING;
                }
            }
        }
        return best;
    }

    /** Whether the score, as far as rounded numbers tell it, may lie within the limit. */
    private boolean reaches(int token, double limit) {
        bounds[token] = quantised.dot(kernels, token, roundedSum) - quantised.error(token) * length + count;
        return bounds[token] <= limit;
    }

    private double score(int token) {
        double score = kernels.dot(rows.numbers(), token * rows.width(), sum, rows.width());
        bounds[token] = score + count;
        return score;
    }

    @Override
    void picked(int token) {
        add(token);
        measure();
        bounds[token] = Double.POSITIVE_INFINITY;
    }

    private void add(int row) {
        float[] numbers = rows.numbers();
        int from = row * rows.width();
        for (int i = 0; i < rows.width(); i++) {
            sum[i] += numbers[from + i];
        }
        count++;
    }

    private void measure() {
        double squares = 0;
        for (int i = 0; i < rows.width(); i++) {
            roundedSum[i] = (float) sum[i];
            squares += sum[i] * sum[i];
        }
        length = Math.sqrt(squares);
    }
}
