package io.winnow.bench.live;

import java.util.Arrays;

/**
 * Where a level goes, after Theil and Sen (Sen 1968, Journal of the American Statistical Association 63, 1379 to 1389): the median of the slopes between each two looks, and the end of its 95 % interval.
 *
 * @param level the median of the looks
 * @param slope of the level, in an hour
 * @param upper that the slope is not above, with 97.5 %
 */
public record Trend(double level, double slope, double upper) {
    private static final double NORMAL_975 = 1.959964;

    /**
     * Of looks.
     *
     * @param hours when each was, rising
     * @param levels what was seen, as many
     */
    public static Trend of(double[] hours, double[] levels) {
        int n = hours.length;
        if (n < 2 || levels.length != n) {
            throw new IllegalArgumentException("a trend needs two looks or more, not " + n + " and " + levels.length);
        }
        double[] slopes = new double[n * (n - 1) / 2];
        int count = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                slopes[count++] = (levels[j] - levels[i]) / (hours[j] - hours[i]);
            }
        }
        Arrays.sort(slopes);
        double variance = n * (n - 1.0) * (2 * n + 5) / 18;
        int rank = (int) Math.ceil((count + NORMAL_975 * Math.sqrt(variance)) / 2);
        return new Trend(median(levels), middle(slopes), slopes[Math.min(rank, count - 1)]);
    }

    /** The level by what it may be in an hour: 1 where it does not rise. */
    public double kept() {
        return level / (level + Math.max(0, upper));
    }

    private static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return middle(sorted);
    }

    private static double middle(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
