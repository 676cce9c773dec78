package io.winnow.bench.live;

import java.util.Arrays;
import java.util.List;

/** How long things took, in milliseconds. */
public record Latencies(double[] sorted) {

    public static Latencies of(List<Double> millis) {
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Latencies(sorted);
    }

    /** What a share of them did not exceed, by nearest rank. */
    public double percentile(double share) {
        if (sorted.length == 0) {
            throw new IllegalStateException("nothing was timed");
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }

    public double median() {
        return percentile(0.5);
    }
}
