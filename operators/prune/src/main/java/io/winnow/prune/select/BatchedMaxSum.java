package io.winnow.prune.select;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Greedy max-sum diversification of very many tokens, nearly. Picks come in batches from those tokens that had the lowest scores when the batch began; the scores of these alone are kept up while
 * it lasts, since a few picks change a sum of many by little. Scores of all are products of whole numbers, to which vectors are rounded. Batches grow to {@code tokens / PARTS} picks, so that
 * at a share of the tokens there is the same number of them: all scores are computed that often, in proportion to the tokens.
 */
public final class BatchedMaxSum implements Selection {
    private static final int LEAST = 8;
    /** A batch is at most this part of what was picked before. */
    private static final int GROWTH = 4;
    /** How many tokens a pick of a batch is chosen from. */
    private static final int POOL = 4;

    private static final int PARTS = 512;

    private final Kernels kernels;
    private final QuantisedRows quantised;
    private UnitRows rows = new UnitRows();
    private float[] scores = new float[0];
    private double[] sum = new double[0];
    private float[] roundedSum = new float[0];
    private final BitSet gone = new BitSet();
    private int[] picks = new int[0];
    private int count;

    public BatchedMaxSum() {
        this(Kernels.BEST);
    }

    BatchedMaxSum(Kernels kernels) {
        this.kernels = kernels;
        this.quantised = new QuantisedRows(kernels);
    }

    @Override
    public int[] pick(Choice choice) {
        start(choice);
        if (picks.length > 0 && choice.beginsAtPivot()) {
            pick(choice.pivot());
        }
        int tokens = choice.tokens();
        pickOf(IntStream.range(0, tokens).filter(choice.first()::get), tokens);
        pickOf(IntStream.range(0, tokens).filter(token -> !choice.first().get(token)), tokens);
        return picks;
    }

    private void start(Choice choice) {
        rows = choice.rows();
        quantised.read(rows, choice.tokens());
        if (scores.length < choice.tokens()) {
            scores = new float[choice.tokens()];
        }
        sum = new double[rows.width()];
        roundedSum = new float[rows.width()];
        gone.clear();
        picks = new int[Math.min(choice.budget(), choice.tokens())];
        count = 0;
        for (int i = 0; i < choice.earlier(); i++) {
            add(choice.tokens() + i);
        }
    }

    /** Picks of these until there is none or enough were picked. */
    private void pickOf(IntStream candidates, int tokens) {
        int[] left = candidates.filter(token -> !gone.get(token)).toArray();
        while (count < picks.length && left.length > 0) {
            int batch = Math.max(LEAST, Math.min(count / GROWTH, tokens / PARTS));
            int[] pool = lowest(left, Math.min(left.length, POOL * batch));
            for (int i = 0; i < Math.min(batch, pool.length) && count < picks.length; i++) {
                pickLowest(pool);
            }
            left = Arrays.stream(left).filter(token -> !gone.get(token)).toArray();
        }
    }

    private void pickLowest(int[] pool) {
        int best = -1;
        for (int token : pool) {
            if (!gone.get(token) && (best < 0 || scores[token] < scores[best])) {
                best = token;
            }
        }
        pick(best);
        int width = rows.width();
        for (int token : pool) {
            if (!gone.get(token)) {
                scores[token] +=
                        kernels.dot(rows.numbers(), rows.start(token), rows.numbers(), rows.start(best), width);
            }
        }
    }

    private void pick(int token) {
        picks[count++] = token;
        gone.set(token);
        add(token);
    }

    private void add(int row) {
        int from = rows.start(row);
        for (int i = 0; i < rows.width(); i++) {
            sum[i] += rows.numbers()[from + i];
        }
    }

    /** Computes all scores; those tokens that have the lowest, by their order. */
    private int[] lowest(int[] tokens, int size) {
        double squares = 0;
        for (int i = 0; i < rows.width(); i++) {
            roundedSum[i] = (float) sum[i];
            squares += sum[i] * sum[i];
        }
        quantised.turnTo(roundedSum, Math.sqrt(squares));
        int block = -1;
        float[] sorted = new float[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            if (tokens[i] / Kernels.BLOCK != block) {
                block = tokens[i] / Kernels.BLOCK;
                quantised.multiply(block);
            }
            scores[tokens[i]] = (float) quantised.about(tokens[i]);
            sorted[i] = scores[tokens[i]];
        }
        Arrays.sort(sorted);
        float most = sorted[size - 1];
        int below = (int)
                Arrays.stream(tokens).filter(token -> scores[token] < most).count();
        int[] pool = new int[size];
        int at = 0;
        int equal = size - below;
        for (int token : tokens) {
            if (scores[token] < most || (scores[token] == most && equal-- > 0)) {
                pool[at++] = token;
            }
        }
        return pool;
    }
}
