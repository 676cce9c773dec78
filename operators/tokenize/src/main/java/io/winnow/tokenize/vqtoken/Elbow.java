package io.winnow.tokenize.vqtoken;

import java.util.Arrays;

/** The elbow of a falling curve: the point farthest from the line between its ends, both axes scaled to 0 to 1. */
final class Elbow {
    private static final int FEWEST = 3;

    private Elbow() {}

    /** Index of the elbow among equally spaced values; 0 where there are fewer than {@value #FEWEST}. */
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
