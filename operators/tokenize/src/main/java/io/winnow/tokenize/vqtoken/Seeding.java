package io.winnow.tokenize.vqtoken;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Greedy k-means++ (Arthur and Vassilvitskii, 2007, section 4): each next centre is the best of a few, drawn with a chance in proportion to their squared distances from the nearest one chosen. The
 * released code draws one, with a chance that is a little larger; a few depend less on the draw, and are taken unless its rules are asked for.
 */
final class Seeding {
    /** What the release of 2025 adds to each squared distance. */
    private static final float PUBLISHED_EXTRA = 1e-6f;

    private final UnitVectors unit;
    private final float extra;
    private final SplittableRandom random;
    private final float[] distances;

    private Seeding(UnitVectors unit, float extra, long seed) {
        this.unit = unit;
        this.extra = extra;
        this.random = new SplittableRandom(seed);
        this.distances = new float[unit.count()];
        Arrays.fill(distances, Float.POSITIVE_INFINITY);
    }

    /** Indices of {@code clusters} vectors, drawn from a seed. */
    static int[] draw(Rules rules, UnitVectors unit, int clusters, long seed) {
        boolean published = rules == Rules.PUBLISHED;
        Seeding seeding = new Seeding(unit, published ? PUBLISHED_EXTRA : 0, seed);
        int[] seeds = new int[clusters];
        seeds[0] = seeding.random.nextInt(unit.count());
        float[] products = new float[unit.count()];
        unit.products(unit.some(new int[] {seeds[0]}), 1, products);
        seeding.choose(products);
        int trials = published ? 1 : trials(clusters);
        for (int drawn = 1; drawn < clusters; drawn++) {
            seeds[drawn] = seeding.next(trials);
        }
        return seeds;
    }

    /** How many draws the best is taken of. */
    static int trials(int clusters) {
        return 2 + (int) Math.log(clusters);
    }

    /** The best of a few draws, which counts as chosen from then on. */
    private int next(int trials) {
        int[] candidates = new int[trials];
        Arrays.setAll(candidates, trial -> draw());
        int count = unit.count();
        float[] products = new float[trials * count];
        unit.products(unit.some(candidates), trials, products);
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int trial = 0; trial < trials; trial++) {
            double total = 0;
            for (int row = 0; row < count; row++) {
                total += with(row, products[trial * count + row]);
            }
            if (total < least) {
                least = total;
                best = trial;
            }
        }
        choose(Arrays.copyOfRange(products, best * count, (best + 1) * count));
        return candidates[best];
    }

    private void choose(float[] products) {
        for (int row = 0; row < distances.length; row++) {
            distances[row] = with(row, products[row]);
        }
    }

    /** Squared distance of a vector from the nearest chosen one if one more were chosen, whose product with it is this. */
    private float with(int row, float product) {
        // Of unit vectors; rounding may leave less than nothing.
        return Math.max(0, Math.min(distances[row], 2 - 2 * product));
    }

    private int draw() {
        double total = total(distances) + (double) extra * distances.length;
        if (total <= 0) {
            return random.nextInt(distances.length);
        }
        double left = random.nextDouble(total);
        int row = 0;
        while (row < distances.length - 1 && left >= distances[row] + extra) {
            left -= distances[row++] + extra;
        }
        return row;
    }

    private static double total(float[] weights) {
        double total = 0;
        for (float weight : weights) {
            total += weight;
        }
        return total;
    }
}
