package io.winnow.tokenize.vqtoken;

import java.util.Arrays;

/**
 * Vectors at unit length; zero vectors stay zero.
 *
 * @param count number of vectors
 * @param width numbers in one
 * @param rows {@code [count, width]}
 * @param columns {@code [width, count]} the same turned, which products with a few others read
 */
record UnitVectors(int count, int width, float[] rows, float[] columns) {
    private static final double LEAST_LENGTH = 1e-12;

    /**
     * From vectors of any length, {@code [count, width]}.
     *
     * @throws IllegalArgumentException where there are none, or one has a number that is not finite
     */
    static UnitVectors of(float[] vectors, int width) {
        if (vectors.length == 0) {
            throw new IllegalArgumentException("a clip without tokens has no clusters");
        }
        if (width < 1 || vectors.length % width != 0) {
            throw new IllegalArgumentException(vectors.length + " numbers are no vectors of " + width);
        }
        requireFinite(vectors, width);
        int count = vectors.length / width;
        float[] rows = vectors.clone();
        float[] columns = new float[rows.length];
        for (int row = 0; row < count; row++) {
            normalise(rows, row * width, width);
            for (int i = 0; i < width; i++) {
                columns[i * count + row] = rows[row * width + i];
            }
        }
        return new UnitVectors(count, width, rows, columns);
    }

    private static void requireFinite(float[] vectors, int width) {
        for (int i = 0; i < vectors.length; i++) {
            if (!Float.isFinite(vectors[i])) {
                throw new IllegalArgumentException(
                        "number " + i % width + " of vector " + i / width + " is " + vectors[i]
                                + ", so that nothing is near it: the encoder that made it is broken, or its input was");
            }
        }
    }

    /** Divides a vector in place by its length. */
    static void normalise(float[] numbers, int from, int width) {
        double squares = 0;
        for (int i = from; i < from + width; i++) {
            squares += (double) numbers[i] * numbers[i];
        }
        double scale = 1 / Math.max(Math.sqrt(squares), LEAST_LENGTH);
        for (int i = from; i < from + width; i++) {
            numbers[i] = (float) (numbers[i] * scale);
        }
    }

    /**
     * Products of each vector with each of a few others.
     *
     * @param others {@code [few, width]}
     * @param products {@code [few, count]} to be written
     */
    void products(float[] others, int few, float[] products) {
        for (int other = 0; other < few; other++) {
            int to = other * count;
            Arrays.fill(products, to, to + count, 0);
            for (int i = 0; i < width; i++) {
                accumulate(others[other * width + i], i * count, products, to);
            }
        }
    }

    /** A loop of its own so that the compiler makes vector instructions of it. */
    private void accumulate(float factor, int from, float[] products, int to) {
        for (int row = 0; row < count; row++) {
            products[to + row] += factor * columns[from + row];
        }
    }
}
