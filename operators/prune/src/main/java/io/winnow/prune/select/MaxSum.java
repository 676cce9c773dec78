package io.winnow.prune.select;

import java.util.Arrays;

/**
 * Greedy max-sum diversification (ToDRE, arXiv v2, section 3): the score of a token is the sum of its cosines to those picked, which is its product with the sum of their vectors. Tokens that
 * cannot have the lowest score are passed over: a cosine is at least -1, so a score falls by at most 1 a pick; and a product of whole numbers, to which both are rounded, is fast to compute and
 * wrong by no more than what rounding left over allows. What is left is computed in double precision, so the picks are exact.
 */
public final class MaxSum extends Greedy {
    /** Scores that differ by less are equal: rounding must not decide between them. */
    private static final double TIE = 1e-6;

    private final Kernels kernels;
    private final QuantisedRows quantised;
    private UnitRows rows = new UnitRows();
    private int tokens;
    private double[] bounds = new double[0];
    private int[] multiplied = new int[0];
    private double[] sum = new double[0];
    private float[] roundedSum = new float[0];
    private int count;

    public MaxSum() {
        this(Kernels.BEST);
    }

    MaxSum(Kernels kernels) {
        this.kernels = kernels;
        this.quantised = new QuantisedRows(kernels);
    }

    @Override
    void start(Choice choice) {
        rows = choice.rows();
        quantised.read(rows, choice.tokens());
        if (bounds.length < choice.tokens()) {
            bounds = new double[choice.tokens()];
            multiplied = new int[choice.tokens() / Kernels.BLOCK + 1];
        }
        if (sum.length < rows.width()) {
            sum = new double[rows.width()];
            roundedSum = new float[rows.width()];
        }
        tokens = choice.tokens();
        Arrays.fill(bounds, 0, tokens, 0);
        Arrays.fill(multiplied, -1);
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
        double limit = limit(leastBound(order, from, to));
        raiseBounds(order, from, to, limit);
        limit = Math.min(limit, limit(leastBound(order, from, to)));
        for (int at = from; at < to; at++) {
            if (bounds[order[at]] <= limit) {
                limit = Math.min(limit, limit(order[at]));
            }
        }
        // Every bound within the limit is a score now.
        for (int at = from; at < to; at++) {
            if (bounds[order[at]] <= limit) {
                return order[at];
            }
        }
        throw new IllegalStateException("no token has the lowest score, so one of them is not a number");
    }

    private int leastBound(int[] order, int from, int to) {
        int best = order[from];
        for (int at = from + 1; at < to; at++) {
            if (bounds[order[at]] < bounds[best]) {
                best = order[at];
            }
        }
        return best;
    }

    /** Computes a token's score; what lies above the limit that it sets cannot be the lowest. */
    private double limit(int token) {
        double score = kernels.dot(rows.numbers(), rows.start(token), sum, rows.width());
        bounds[token] = score + count;
        return score + count + TIE;
    }

    /** Raises the bounds within the limit as far as rounded numbers tell; back and forth, so that a pass begins with the rows that the last one left in the cache. */
    private void raiseBounds(int[] order, int from, int to, double limit) {
        boolean forth = count % 2 == 0;
        for (int i = 0; i < to - from; i++) {
            int token = order[forth ? from + i : to - 1 - i];
            int block = token / Kernels.BLOCK;
            if (bounds[token] <= limit && multiplied[block] != count) {
                multiplied[block] = count;
                raise(block);
            }
        }
    }

    private void raise(int block) {
        quantised.multiply(block);
        int end = Math.min(tokens, (block + 1) * Kernels.BLOCK);
        for (int token = block * Kernels.BLOCK; token < end; token++) {
            bounds[token] = Math.max(bounds[token], quantised.atLeast(token) + count);
        }
    }

    @Override
    void picked(int token) {
        add(token);
        measure();
        bounds[token] = Double.POSITIVE_INFINITY;
    }

    private void add(int row) {
        float[] numbers = rows.numbers();
        int from = rows.start(row);
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
        quantised.turnTo(roundedSum, Math.sqrt(squares));
    }
}
