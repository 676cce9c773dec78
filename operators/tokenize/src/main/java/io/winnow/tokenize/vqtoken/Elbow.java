package io.winnow.tokenize.vqtoken;

import java.util.Arrays;

/** The elbow of a falling curve. */
final class Elbow {
    private static final int FEWEST = 3;
    /** Two for each of two differences. */
    private static final int PUBLISHED_OFFSET = 4;

    private Elbow() {}

    /**
     * The number of clusters that the release of 2025 takes for the elbow: 4 more than the index of the largest second difference, whatever number the first value belongs to.
     *
     * @param least number of clusters of the first value, which is the answer where that is less, and where there are fewer than {@value #FEWEST} values
     */
    static int published(double[] values, int least) {
        int sharpest = 0;
        for (int i = 1; i < values.length - 2; i++) {
            if (bend(values, i) > bend(values, sharpest)) {
                sharpest = i;
            }
        }
        return values.length < FEWEST ? least : Math.max(least, sharpest + PUBLISHED_OFFSET);
    }

    private static double bend(double[] values, int at) {
        return values[at + 2] - 2 * values[at + 1] + values[at];
    }

    /** Index of the elbow among equally spaced values: the one farthest from the line between the ends, both axes scaled to 0 to 1; 0 where there are fewer than {@value #FEWEST}. */
    static int of(double[] values) {
        int last = values.length - 1;
        if (values.length < FEWEST) {
            return 0;
        }
        double lowest = Arrays.stream(values).min().orElseThrow();
        double range = Arrays.stream(values).max().orElseThrow() - lowest;
        double[] scaled = Arrays.stream(values)
                .map(value -> range > 0 ? (value - lowest) / range : 0)
                .toArray();
        double rise = scaled[last] - scaled[0];
        int elbow = 0;
        double farthest = -1;
        for (int i = 0; i <= last; i++) {
            // The line's length is the same for all points.
            double distance = Math.abs(rise * i / last - (scaled[i] - scaled[0]));
            if (distance > farthest) {
                farthest = distance;
                elbow = i;
            }
        }
        return elbow;
    }
}
