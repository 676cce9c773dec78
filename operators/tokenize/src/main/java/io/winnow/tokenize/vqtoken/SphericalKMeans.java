package io.winnow.tokenize.vqtoken;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * k-means by cosine: vectors go to the nearest centroid by angle, of equals to the first; a centroid is the mean of its vectors, one without vectors stays. Ends when the centroids move by at most
 * {@value #TOLERANCE} in all, after adopting them, and labels the vectors once more; by the published rules before adopting them, when they would move by less.
 */
final class SphericalKMeans {
    static final double TOLERANCE = 1e-4;

    private final Rules rules;
    private final UnitVectors unit;
    private final int clusters;
    private final float[] products;
    private final RunningMeans means;
    /** Centroids that the products are of. */
    private float[] known = new float[0];

    private SphericalKMeans(Rules rules, UnitVectors unit, int clusters) {
        this.rules = rules;
        this.unit = unit;
        this.clusters = clusters;
        this.products = new float[clusters * unit.count()];
        this.means = new RunningMeans(unit, clusters);
    }

    /**
     * Clusters.
     *
     * @param seeds {@code [clusters]} vectors to start from
     */
    static Clustering fit(Rules rules, UnitVectors unit, int[] seeds, int iterations) {
        int clusters = seeds.length;
        int width = unit.width();
        float[] centroids = new float[clusters * width];
        for (int cluster = 0; cluster < clusters; cluster++) {
            System.arraycopy(unit.rows(), seeds[cluster] * width, centroids, cluster * width, width);
        }
        SphericalKMeans means = new SphericalKMeans(rules, unit, clusters);
        return rules == Rules.PUBLISHED
                ? means.published(centroids, iterations)
                : means.corrected(centroids, iterations);
    }

    private Clustering published(float[] seeds, int iterations) {
        float[] centroids = seeds;
        int[] labels = new int[unit.count()];
        for (int i = 0; i < iterations; i++) {
            labels = label(centroids);
            float[] next = means.of(labels, centroids);
            if (distance(centroids, next) < TOLERANCE) {
                break;
            }
            centroids = next;
        }
        return new Clustering(rules, unit, clusters, labels, centroids);
    }

    private Clustering corrected(float[] seeds, int iterations) {
        float[] centroids = seeds;
        boolean moving = true;
        for (int i = 0; i < iterations && moving; i++) {
            float[] next = means.of(label(centroids), centroids);
            moving = distance(centroids, next) > TOLERANCE;
            centroids = next;
        }
        return new Clustering(rules, unit, clusters, label(centroids), centroids);
    }

    /** Products of the centroids that changed since they were looked at last; late, most did not. */
    private void look(float[] centroids) {
        int width = unit.width();
        int[] changed = IntStream.range(0, clusters)
                .filter(cluster -> known.length == 0
                        || Arrays.mismatch(
                                        known,
                                        cluster * width,
                                        (cluster + 1) * width,
                                        centroids,
                                        cluster * width,
                                        (cluster + 1) * width)
                                >= 0)
                .toArray();
        known = centroids;
        if (changed.length == clusters) {
            unit.products(Clustering.normalised(centroids, width), clusters, products);
            return;
        }
        float[] some = new float[changed.length * width];
        for (int i = 0; i < changed.length; i++) {
            System.arraycopy(centroids, changed[i] * width, some, i * width, width);
        }
        int count = unit.count();
        float[] fresh = new float[changed.length * count];
        unit.products(Clustering.normalised(some, width), changed.length, fresh);
        for (int i = 0; i < changed.length; i++) {
            System.arraycopy(fresh, i * count, products, changed[i] * count, count);
        }
    }

    private int[] label(float[] centroids) {
        int count = unit.count();
        look(centroids);
        int[] labels = new int[count];
        float[] best = new float[count];
        System.arraycopy(products, 0, best, 0, count);
        for (int cluster = 1; cluster < clusters; cluster++) {
            for (int row = 0; row < count; row++) {
                float product = products[cluster * count + row];
                if (product > best[row]) {
                    best[row] = product;
                    labels[row] = cluster;
                }
            }
        }
        return labels;
    }

    private static double distance(float[] left, float[] right) {
        double squares = 0;
        for (int i = 0; i < left.length; i++) {
            double difference = (double) left[i] - right[i];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
