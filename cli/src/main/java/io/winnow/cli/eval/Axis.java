package io.winnow.cli.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers along an edge, from the first round one that is not above them all to the last that is not below.
 *
 * @param ticks rising, at least two
 * @param ratios whether equal steps are equal ratios, and not differences
 */
record Axis(List<Double> ticks, boolean ratios) {
    private static final int MOST_TICKS = 10;
    private static final double[] STEPS = {1, 2, 5};

    Axis {
        ticks = List.copyOf(ticks);
    }

    /** An axis for numbers; those of ratios are above 0. */
    static Axis over(double[] numbers, boolean ratios) {
        double least = Arrays.stream(numbers).min().orElse(1);
        double most = Arrays.stream(numbers).max().orElse(2);
        return new Axis(ratios ? doublings(least, most) : steps(least, most), ratios);
    }

    private static List<Double> doublings(double least, double most) {
        int first = (int) Math.floor(log2(least));
        int last = Math.max(first + 1, (int) Math.ceil(log2(most)));
        List<Double> ticks = new ArrayList<>();
        for (int power = first; power <= last; power++) {
            ticks.add(Math.pow(2, power));
        }
        return ticks;
    }

    private static double log2(double number) {
        return Math.log(number) / Math.log(2);
    }

    private static List<Double> steps(double least, double most) {
        double span = most > least ? most - least : 1;
        double step = step(span);
        long first = (long) Math.floor(least / step);
        long last = Math.max(first + 1, (long) Math.ceil(most / step));
        List<Double> ticks = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** The smallest round step that needs few of them. */
    private static double step(double span) {
        double power = Math.pow(10, Math.floor(Math.log10(span / MOST_TICKS)));
        for (double step : STEPS) {
            if (span / (step * power) <= MOST_TICKS - 2) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /** Where a number lies: 0 at the first tick, 1 at the last. */
    double place(double number) {
        double first = ticks.get(0);
        double last = ticks.get(ticks.size() - 1);
        return ratios ? Math.log(number / first) / Math.log(last / first) : (number - first) / (last - first);
    }
}
