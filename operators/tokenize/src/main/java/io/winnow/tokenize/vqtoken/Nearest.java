package io.winnow.tokenize.vqtoken;

import java.util.Arrays;

/** The two centroids nearest to each vector, kept while centroids are exchanged. For one thread. */
final class Nearest {
    private final UnitVectors unit;
    private final int clusters;
    private final float[] products;
    private final int[] labels;
    private final float[] best;
    private final float[] second;

    /**
     * Looks for them.
     *
     * @param directions {@code [clusters, width]} at unit length
     */
    Nearest(UnitVectors unit, float[] directions, int clusters) {
        this.unit = unit;
        this.clusters = clusters;
        this.products = new float[clusters * unit.count()];
        this.labels = new int[unit.count()];
        this.best = new float[unit.count()];
        this.second = new float[unit.count()];
        unit.products(directions, clusters, products);
        look();
    }

    private void look() {
        int count = unit.count();
        Arrays.fill(best, Float.NEGATIVE_INFINITY);
        Arrays.fill(second, Float.NEGATIVE_INFINITY);
        for (int cluster = 0; cluster < clusters; cluster++) {
            for (int row = 0; row < count; row++) {
                float product = products[cluster * count + row];
                if (product > best[row]) {
                    second[row] = best[row];
                    best[row] = product;
                    labels[row] = cluster;
                } else if (product > second[row]) {
                    second[row] = product;
                }
            }
        }
    }

    /** Puts another direction in the place of a cluster's. */
    void exchange(int cluster, float[] others) {
        System.arraycopy(others, 0, products, cluster * unit.count(), unit.count());
        look();
    }

    /** The cluster whose vectors lose least where they go to their second nearest; one without vectors loses nothing. */
    int leastNeeded() {
        double[] losses = new double[clusters];
        for (int row = 0; row < labels.length; row++) {
            losses[labels[row]] += best[row] - second[row];
        }
        int least = 0;
        for (int cluster = 1; cluster < clusters; cluster++) {
            if (losses[cluster] < losses[least]) {
                least = cluster;
            }
        }
        return least;
    }

    /** By how much the sum of cosine distances shrinks where a cluster gives way to a direction whose products with the vectors are these, from {@code from} on. */
    double gain(int cluster, float[] others, int from) {
        double gain = 0;
        for (int row = 0; row < labels.length; row++) {
            float without = labels[row] == cluster ? second[row] : best[row];
            gain += Math.max(without, others[from + row]) - best[row];
        }
        return gain;
    }

    /** Cosine distance of a vector to its centroid. */
    double distance(int row) {
        return Math.max(0, 1 - best[row]);
    }

    int[] labels() {
        return labels.clone();
    }
}
