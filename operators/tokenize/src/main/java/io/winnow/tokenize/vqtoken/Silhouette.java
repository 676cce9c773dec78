package io.winnow.tokenize.vqtoken;

/**
 * The mean silhouette by cosine distance, exact, in time {@code count * clusters * width}: the mean distance of a vector to a cluster is 1 less its product with the cluster's sum, divided by the
 * cluster's size.
 */
final class Silhouette {
    private Silhouette() {}

    /** From -1, as bad as can be, to 1; -1 too where fewer than two clusters have vectors. */
    static double of(Clustering clustering) {
        UnitVectors unit = clustering.unit();
        int clusters = clustering.clusters();
        int[] sizes = new int[clusters];
        for (int label : clustering.labels()) {
            sizes[label]++;
        }
        int populated = 0;
        for (int size : sizes) {
            populated += size > 0 ? 1 : 0;
        }
        if (populated < 2) {
            return -1;
        }
        float[] products = new float[clusters * unit.count()];
        unit.products(sums(clustering, sizes), clusters, products);
        double sum = 0;
        for (int row = 0; row < unit.count(); row++) {
            sum += ofVector(clustering, sizes, products, row);
        }
        return sum / unit.count();
    }

    private static float[] sums(Clustering clustering, int[] sizes) {
        int width = clustering.unit().width();
        float[] sums = clustering.codebook();
        for (int i = 0; i < sums.length; i++) {
            sums[i] *= sizes[i / width];
        }
        return sums;
    }

    private static double ofVector(Clustering clustering, int[] sizes, float[] products, int row) {
        int count = clustering.unit().count();
        int own = clustering.labels()[row];
        if (sizes[own] < 2) {
            return 0;
        }
        double within = (sizes[own] - products[own * count + row] - self(clustering.unit(), row)) / (sizes[own] - 1);
        double other = Double.POSITIVE_INFINITY;
        for (int cluster = 0; cluster < sizes.length; cluster++) {
            if (cluster != own && sizes[cluster] > 0) {
                other = Math.min(other, (sizes[cluster] - products[cluster * count + row]) / (double) sizes[cluster]);
            }
        }
        double larger = Math.max(within, other);
        return larger > 0 ? (other - within) / larger : 0;
    }

    /** Distance of a vector to itself: nothing but rounding, and 1 for a zero vector. */
    private static double self(UnitVectors unit, int row) {
        double squares = 0;
        for (int i = row * unit.width(); i < (row + 1) * unit.width(); i++) {
            squares += (double) unit.rows()[i] * unit.rows()[i];
        }
        return 1 - squares;
    }
}
