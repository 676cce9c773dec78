package io.winnow.read;

/** Probabilities from logits. */
final class Probabilities {
    private Probabilities() {}

    /**
     * The logarithm of a word's probability.
     *
     * @param logits {@code [words]}
     */
    static double log(float[] logits, int word) {
        double most = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            most = Math.max(most, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - most);
        }
        return logits[word] - most - Math.log(sum);
    }

    /**
     * A share of 1 for each score.
     *
     * @param scores logarithms
     * @param temperature that they are divided by
     */
    static double[] softmax(double[] scores, double temperature) {
        double most = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            most = Math.max(most, score);
        }
        double[] shares = new double[scores.length];
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            shares[i] = Math.exp((scores[i] - most) / temperature);
            sum += shares[i];
        }
        for (int i = 0; i < scores.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /**
     * The probability of an answer against anything else, as {@link #softmax} calibrates two alternatives.
     *
     * @param logProbability of the answer, at most 0
     */
    static double calibrated(double logProbability, double temperature) {
        double log = Math.min(0, logProbability);
        return softmax(new double[] {log, Math.log(-Math.expm1(log))}, temperature)[0];
    }

    /** The index of the largest; the first of several. */
    static int largest(double[] numbers) {
        int best = 0;
        for (int i = 1; i < numbers.length; i++) {
            if (numbers[i] > numbers[best]) {
                best = i;
            }
        }
        return best;
    }
}
