package io.winnow.tokenize.vqtoken;

import java.util.Arrays;

/** Means of clusters while labels change: only vectors that change theirs are added and taken away, of which there are fewer and fewer. For one thread. */
final class RunningMeans {
    private final UnitVectors unit;
    private final double[] sums;
    private final int[] sizes;
    private final int[] known;

    RunningMeans(UnitVectors unit, int clusters) {
        this.unit = unit;
        this.sums = new double[clusters * unit.width()];
        this.sizes = new int[clusters];
        this.known = new int[unit.count()];
        Arrays.fill(known, -1);
    }

    /**
     * The means.
     *
     * @param labels of the vectors from now on
     * @param otherwise {@code [clusters, width]} what an empty cluster has instead
     */
    float[] of(int[] labels, float[] otherwise) {
        for (int row = 0; row < known.length; row++) {
            if (labels[row] != known[row]) {
                move(row, labels[row]);
            }
        }
        int width = unit.width();
        float[] means = otherwise.clone();
        for (int cluster = 0; cluster < sizes.length; cluster++) {
            for (int i = cluster * width; sizes[cluster] > 0 && i < (cluster + 1) * width; i++) {
                means[i] = (float) (sums[i] / sizes[cluster]);
            }
        }
        return means;
    }

    private void move(int row, int label) {
        if (known[row] >= 0) {
            sizes[known[row]]--;
            add(row, known[row], -1);
        }
        sizes[label]++;
        add(row, label, 1);
        known[row] = label;
    }

    private void add(int row, int cluster, double sign) {
        int width = unit.width();
        Kernels.BEST.add(sign, unit.rows(), row * width, sums, cluster * width, width);
    }
}
