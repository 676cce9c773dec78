package io.winnow.tokenize.vqtoken;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The same by the letter of the definition, on lists of vectors in double precision. */
final class SlowClustering {
    private SlowClustering() {}

    static List<double[]> vectors(UnitVectors unit) {
        List<double[]> vectors = new ArrayList<>();
        for (int row = 0; row < unit.count(); row++) {
            double[] vector = new double[unit.width()];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = unit.rows()[row * vector.length + i];
            }
            vectors.add(vector);
        }
        return vectors;
    }

    static int[] labels(UnitVectors unit, int[] seeds, int iterations) {
        List<double[]> vectors = vectors(unit);
        List<double[]> centroids = new ArrayList<>();
        for (int seed : seeds) {
            centroids.add(vectors.get(seed));
        }
        for (int i = 0; i < iterations; i++) {
            int[] labels = label(vectors, centroids);
            List<double[]> next = new ArrayList<>();
            double change = 0;
            for (int cluster = 0; cluster < seeds.length; cluster++) {
                double[] mean = mean(vectors, labels, cluster, centroids.get(cluster));
                for (int j = 0; j < mean.length; j++) {
                    change += Math.pow(mean[j] - centroids.get(cluster)[j], 2);
                }
                next.add(mean);
            }
            centroids = next;
            if (Math.sqrt(change) <= SphericalKMeans.TOLERANCE) {
                break;
            }
        }
        return label(vectors, centroids);
    }

    /** By the rules of the release of 2025. */
    static int[] publishedLabels(UnitVectors unit, int[] seeds, int iterations) {
        List<double[]> vectors = vectors(unit);
        List<double[]> centroids = new ArrayList<>();
        for (int seed : seeds) {
            centroids.add(vectors.get(seed));
        }
        int[] labels = new int[vectors.size()];
        for (int i = 0; i < iterations; i++) {
            labels = label(vectors, centroids);
            List<double[]> next = new ArrayList<>();
            double change = 0;
            for (int cluster = 0; cluster < seeds.length; cluster++) {
                double[] mean = mean(vectors, labels, cluster, centroids.get(cluster));
                for (int j = 0; j < mean.length; j++) {
                    change += Math.pow(mean[j] - centroids.get(cluster)[j], 2);
                }
                next.add(mean);
            }
            if (Math.sqrt(change) < SphericalKMeans.TOLERANCE) {
                return labels;
            }
            centroids = next;
        }
        return labels;
    }

    /** From lists of differences, as the release of 2025 makes them. */
    static int publishedElbow(double[] scatter, int least) {
        List<Double> first = differences(Arrays.stream(scatter).boxed().toList());
        List<Double> second = differences(first);
        return second.isEmpty() ? least : Math.max(second.indexOf(Collections.max(second)) + 2 + 2, least);
    }

    private static List<Double> differences(List<Double> values) {
        List<Double> differences = new ArrayList<>();
        for (int i = 1; i < values.size(); i++) {
            differences.add(values.get(i) - values.get(i - 1));
        }
        return differences;
    }

    /** Sum of each vector's cosine distance to the nearest of some directions. */
    static double leastDistances(UnitVectors unit, float[] directions) {
        return leastDistancesWithout(unit, directions, -1);
    }

    static double leastDistancesWithout(UnitVectors unit, float[] directions, int left) {
        double sum = 0;
        for (double[] vector : vectors(unit)) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int cluster = 0; cluster < directions.length / unit.width(); cluster++) {
                double[] direction = new double[unit.width()];
                for (int i = 0; i < direction.length; i++) {
                    direction[i] = directions[cluster * direction.length + i];
                }
                nearest = cluster == left ? nearest : Math.min(nearest, 1 - cosine(vector, direction));
            }
            sum += nearest;
        }
        return sum;
    }

    private static int[] label(List<double[]> vectors, List<double[]> centroids) {
        int[] labels = new int[vectors.size()];
        for (int row = 0; row < labels.length; row++) {
            for (int cluster = 1; cluster < centroids.size(); cluster++) {
                if (cosine(vectors.get(row), centroids.get(cluster))
                        > cosine(vectors.get(row), centroids.get(labels[row]))) {
                    labels[row] = cluster;
                }
            }
        }
        return labels;
    }

    private static double[] mean(List<double[]> vectors, int[] labels, int cluster, double[] otherwise) {
        double[] sum = new double[otherwise.length];
        int size = 0;
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] == cluster) {
                size++;
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += vectors.get(row)[i];
                }
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] = size == 0 ? otherwise[i] : sum[i] / size;
        }
        return sum;
    }

    static double cosine(double[] left, double[] right) {
        double product = 0;
        double leftSquares = 0;
        double rightSquares = 0;
        for (int i = 0; i < left.length; i++) {
            product += left[i] * right[i];
            leftSquares += left[i] * left[i];
            rightSquares += right[i] * right[i];
        }
        return leftSquares == 0 || rightSquares == 0 ? 0 : product / Math.sqrt(leftSquares * rightSquares);
    }

    /** Mean silhouette from all pairs. */
    static double silhouette(UnitVectors unit, int[] labels, int clusters) {
        List<double[]> vectors = vectors(unit);
        double sum = 0;
        for (int row = 0; row < labels.length; row++) {
            double within = meanDistance(vectors, labels, row, labels[row]);
            double other = Double.POSITIVE_INFINITY;
            for (int cluster = 0; cluster < clusters; cluster++) {
                double distance = meanDistance(vectors, labels, row, cluster);
                if (cluster != labels[row] && distance >= 0) {
                    other = Math.min(other, distance);
                }
            }
            sum += within < 0 ? 0 : (other - within) / Math.max(other, within);
        }
        return sum / labels.length;
    }

    /** To the other vectors of a cluster; -1 where there are none. */
    private static double meanDistance(List<double[]> vectors, int[] labels, int row, int cluster) {
        double sum = 0;
        int count = 0;
        for (int other = 0; other < labels.length; other++) {
            if (other != row && labels[other] == cluster) {
                sum += 1 - cosine(vectors.get(row), vectors.get(other));
                count++;
            }
        }
        return count == 0 ? -1 : sum / count;
    }
}
