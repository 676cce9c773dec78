package io.winnow.tokenize.vqtoken;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Spherical k-means that goes on from the centroids of the clip before. Before each step, centroids that are hardly needed give way to vectors that are far from all, as long as that makes the
 * distances smaller: a few iterations then end no higher than many from new seeds, which k-means alone does not where the content changed (its exchange of centroids is that of Fritzke, "The k-means-u*
 * algorithm", 2017, with candidates drawn as in k-means++). Clusters keep their ids: those that changed most take the ids that are nearest among those left over.
 */
final class WarmStart {
    /** A new start takes five to seven here until its centroids rest, and a pass over the vectors for each seed and trial before. */
    static final int ITERATIONS = 2;

    private static final int FAILURES = 4;
    /** Less than this is rounding. */
    private static final double LEAST_GAIN = 1e-5;

    private final UnitVectors unit;
    private final int clusters;
    private final int trials;
    private final SplittableRandom random;
    private final float[] products;
    private final float[] tried;

    private WarmStart(UnitVectors unit, int clusters, long seed) {
        this.unit = unit;
        this.clusters = clusters;
        this.trials = Seeding.trials(clusters);
        this.random = new SplittableRandom(seed);
        this.products = new float[unit.count()];
        this.tried = new float[trials * unit.count()];
    }

    /**
     * Clusters.
     *
     * @param carried {@code [clusters, width]} centroids of the clip before
     */
    static Clustering fit(UnitVectors unit, float[] carried, int iterations, long seed) {
        int clusters = carried.length / unit.width();
        WarmStart start = new WarmStart(unit, clusters, seed);
        float[] centroids = carried;
        for (int i = 0; i < iterations; i++) {
            centroids = start.exchanged(centroids);
            centroids = Clustering.means(unit, start.label(centroids), centroids);
        }
        float[] named = named(carried, centroids, unit.width());
        return new Clustering(Rules.CORRECTED, unit, clusters, start.label(named), named);
    }

    private int[] label(float[] centroids) {
        return new Nearest(unit, Clustering.normalised(centroids, unit.width()), clusters).labels();
    }

    /** With other centroids in place of those that are needed least, while that helps. */
    private float[] exchanged(float[] centroids) {
        int width = unit.width();
        float[] exchanged = centroids.clone();
        Nearest nearest = new Nearest(unit, Clustering.normalised(centroids, width), clusters);
        int failures = 0;
        for (int i = 0; i < 2 * clusters && clusters > 1 && failures < FAILURES; i++) {
            int given = nearest.leastNeeded();
            int row = candidate(nearest, given);
            if (row < 0) {
                failures++;
            } else {
                System.arraycopy(unit.rows(), row * width, exchanged, given * width, width);
                nearest.exchange(given, products);
            }
        }
        return exchanged;
    }

    /** The best of a few vectors that are drawn with a chance in proportion to their distance, with its products; -1 where none helps. */
    private int candidate(Nearest nearest, int given) {
        int[] rows = new int[trials];
        Arrays.setAll(rows, trial -> draw(nearest));
        unit.products(unit.some(rows), trials, tried);
        int best = -1;
        double most = LEAST_GAIN;
        for (int trial = 0; trial < trials; trial++) {
            double gain = nearest.gain(given, tried, trial * unit.count());
            if (gain > most) {
                most = gain;
                best = trial;
            }
        }
        if (best >= 0) {
            System.arraycopy(tried, best * unit.count(), products, 0, unit.count());
        }
        return best < 0 ? -1 : rows[best];
    }

    private int draw(Nearest nearest) {
        double total = 0;
        for (int row = 0; row < unit.count(); row++) {
            total += nearest.distance(row);
        }
        double left = total > 0 ? random.nextDouble(total) : 0;
        int row = 0;
        while (row < unit.count() - 1 && left >= nearest.distance(row)) {
            left -= nearest.distance(row++);
        }
        return row;
    }

    /** In an order in which each is at the place of the one of before that it is nearest to, the nearest pair first. */
    private static float[] named(float[] before, float[] now, int width) {
        int clusters = now.length / width;
        float[] old = Clustering.normalised(before, width);
        float[] found = Clustering.normalised(now, width);
        float[] named = new float[now.length];
        boolean[] placed = new boolean[clusters];
        boolean[] taken = new boolean[clusters];
        float[] likeness = new float[clusters * clusters];
        for (int i = 0; i < likeness.length; i++) {
            likeness[i] = product(found, i / clusters * width, old, i % clusters * width, width);
        }
        for (int left = clusters; left > 0; left--) {
            int pair = -1;
            for (int i = 0; i < likeness.length; i++) {
                boolean free = !placed[i / clusters] && !taken[i % clusters];
                if (free && (pair < 0 || likeness[i] > likeness[pair])) {
                    pair = i;
                }
            }
            placed[pair / clusters] = true;
            taken[pair % clusters] = true;
            System.arraycopy(now, pair / clusters * width, named, pair % clusters * width, width);
        }
        return named;
    }

    private static float product(float[] left, int leftFrom, float[] right, int rightFrom, int width) {
        float sum = 0;
        for (int i = 0; i < width; i++) {
            sum += left[leftFrom + i] * right[rightFrom + i];
        }
        return sum;
    }
}
