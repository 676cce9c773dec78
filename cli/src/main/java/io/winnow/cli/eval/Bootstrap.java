package io.winnow.cli.eval;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;

/**
 * How sure a comparison of two ways to answer the same questions is: the questions are drawn again with replacement, many times, each with both its answers (paired bootstrap; Efron and Tibshirani, 1993, chapter 13).
 */
final class Bootstrap {
    private static final int DRAWS = 2_000;
    private static final double TAIL = 0.025;
    private static final long SEED = 1;

    private Bootstrap() {}

    /** 95 % interval of the first accuracy by the second: {@code [low, high]}; of draws without a right answer of the second there is none. */
    static double[] ratio(boolean[] right, boolean[] other) {
        return interval(right, other, (of, to) -> to == 0 ? Double.NaN : of / to);
    }

    /** 95 % interval of the first accuracy less the second: {@code [low, high]}. */
    static double[] difference(boolean[] right, boolean[] other) {
        return interval(right, other, (of, to) -> of - to);
    }

    private static double[] interval(boolean[] right, boolean[] other, DoubleBinaryOperator compared) {
        if (right.length != other.length) {
            throw new IllegalArgumentException(
                    right.length + " and " + other.length + " answers are not to the same questions");
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] drawn = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            int of = 0;
            int to = 0;
            for (int i = 0; i < right.length; i++) {
                int question = random.nextInt(right.length);
                of += right[question] ? 1 : 0;
                to += other[question] ? 1 : 0;
            }
            drawn[draw] = compared.applyAsDouble((double) of / right.length, (double) to / right.length);
        }
        double[] sorted = Arrays.stream(drawn).filter(Double::isFinite).sorted().toArray();
        return sorted.length == 0
                ? new double[] {Double.NaN, Double.NaN}
                : new double[] {quantile(sorted, TAIL), quantile(sorted, 1 - TAIL)};
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}
