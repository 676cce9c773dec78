package io.winnow.tokenize.vqtoken;

import java.util.Arrays;

/**
 * Vectors in clusters.
 *
 * @param rules that it was found by
 *
 * @param unit the vectors
 * @param clusters number of clusters, some of which may be empty
 * @param labels {@code [count]} cluster of each vector
 * @param centroids {@code [clusters, width]} that the vectors were labelled by
 */
record Clustering(Rules rules, UnitVectors unit, int clusters, int[] labels, float[] centroids) {

    /** Sum of the cosine distances of the vectors to their centroids. */
    double distortion() {
        int width = unit.width();
        float[] directions = normalised(centroids, width);
        double sum = 0;
        for (int row = 0; row < labels.length; row++) {
            double cosine = 0;
            for (int i = 0; i < width; i++) {
                cosine += (double) unit.rows()[row * width + i] * directions[labels[row] * width + i];
            }
            sum += 1 - cosine;
        }
        return sum;
    }

    /** Sum of the squared distances of the vectors to their centroids, whose lengths are left as they are. */
    double scatter() {
        int width = unit.width();
        double sum = 0;
        for (int row = 0; row < labels.length; row++) {
            for (int i = 0; i < width; i++) {
                double difference = (double) unit.rows()[row * width + i] - centroids[labels[row] * width + i];
                sum += difference * difference;
            }
        }
        return sum;
    }

    /** Means of the clusters; of an empty one its centroid, or as published zeros. */
    float[] codebook() {
        return means(unit, labels, rules == Rules.PUBLISHED ? new float[centroids.length] : centroids);
    }

    /** With ids as they came. */
    VqTokens raw() {
        return new VqTokens(clusters, unit.width(), codebook(), labels);
    }

    /** With ids that count up in the order in which they occur first, empty clusters last. */
    VqTokens canonical() {
        int[] names = new int[clusters];
        Arrays.fill(names, -1);
        int next = 0;
        for (int label : labels) {
            if (names[label] < 0) {
                names[label] = next++;
            }
        }
        for (int cluster = 0; cluster < clusters; cluster++) {
            if (names[cluster] < 0) {
                names[cluster] = next++;
            }
        }
        int width = unit.width();
        float[] means = codebook();
        float[] ordered = new float[means.length];
        for (int cluster = 0; cluster < clusters; cluster++) {
            System.arraycopy(means, cluster * width, ordered, names[cluster] * width, width);
        }
        return new VqTokens(
                clusters,
                width,
                ordered,
                Arrays.stream(labels).map(label -> names[label]).toArray());
    }

    /**
     * Means of labelled vectors.
     *
     * @param otherwise {@code [clusters, width]} what an empty cluster has instead
     */
    static float[] means(UnitVectors unit, int[] labels, float[] otherwise) {
        int width = unit.width();
        double[] sums = new double[otherwise.length];
        int[] sizes = new int[otherwise.length / width];
        for (int row = 0; row < labels.length; row++) {
            sizes[labels[row]]++;
            int from = row * width;
            int to = labels[row] * width;
            for (int i = 0; i < width; i++) {
                sums[to + i] += unit.rows()[from + i];
            }
        }
        float[] means = otherwise.clone();
        for (int i = 0; i < means.length; i++) {
            int size = sizes[i / width];
            if (size > 0) {
                means[i] = (float) (sums[i] / size);
            }
        }
        return means;
    }

    static float[] normalised(float[] vectors, int width) {
        float[] directions = vectors.clone();
        for (int from = 0; from < directions.length; from += width) {
            UnitVectors.normalise(directions, from, width);
        }
        return directions;
    }
}
