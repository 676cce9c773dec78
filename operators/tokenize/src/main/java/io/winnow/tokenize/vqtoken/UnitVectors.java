package io.winnow.tokenize.vqtoken;

import java.util.Arrays;

/**
 * Vectors at unit length; zero vectors stay zero.
 *
 * @param count number of vectors
 * @param width numbers in one
 * @param rows {@code [count, width]}
 * @param panels the same, {@value Kernels#PANEL} of them side by side, {@code [ceil(count / PANEL), width, PANEL]} and zeros behind the last, which products with a few others read
 */
record UnitVectors(int count, int width, float[] rows, float[] panels) {
    private static final double LEAST_LENGTH = 1e-12;
    /** Numbers of a vector that are turned at once. */
    private static final int TURNED = 64;

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
        int count = vectors.length / width;
        float[] rows = vectors.clone();
        int padded = (count + Kernels.PANEL - 1) / Kernels.PANEL * Kernels.PANEL;
        float[] panels = new float[Math.multiplyExact(padded, width)];
        // A panel at once, so that what is normalised is still in the cache when it is turned.
        for (int from = 0; from < count; from += Kernels.PANEL) {
            int few = Math.min(Kernels.PANEL, count - from);
            for (int row = from; row < from + few; row++) {
                if (!Double.isFinite(normalise(rows, row * width, width))) {
                    throw refusal(vectors, row, width);
                }
            }
            turn(rows, from, few, width, panels);
        }
        return new UnitVectors(count, width, rows, panels);
    }

    /** Lays vectors of a panel side by side, some of their numbers after the others so that these stay in the cache. */
    private static void turn(float[] rows, int from, int few, int width, float[] panels) {
        for (int start = 0; start < width; start += TURNED) {
            int end = Math.min(width, start + TURNED);
            for (int row = 0; row < few; row++) {
                int to = from * width + row;
                for (int i = start; i < end; i++) {
                    panels[to + i * Kernels.PANEL] = rows[(from + row) * width + i];
                }
            }
        }
    }

    private static IllegalArgumentException refusal(float[] vectors, int row, int width) {
        int i = 0;
        while (Float.isFinite(vectors[row * width + i])) {
            i++;
        }
        return new IllegalArgumentException("number " + i + " of vector " + row + " is " + vectors[row * width + i]
                + ", so that nothing is near it: the encoder that made it is broken, or its input was");
    }

    /** Divides a vector in place by its length, whose square is returned. */
    static double normalise(float[] numbers, int from, int width) {
        // Four sums, so that none waits for the one before.
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i < from + width - 3; i += 4) {
            a += (double) numbers[i] * numbers[i];
            b += (double) numbers[i + 1] * numbers[i + 1];
            c += (double) numbers[i + 2] * numbers[i + 2];
            d += (double) numbers[i + 3] * numbers[i + 3];
        }
        for (; i < from + width; i++) {
            a += (double) numbers[i] * numbers[i];
        }
        double squares = a + b + (c + d);
        float scale = (float) (1 / Math.max(Math.sqrt(squares), LEAST_LENGTH));
        scale(numbers, from, from + width, scale);
        return squares;
    }

    /** A loop of its own so that the compiler makes vector instructions of it. */
    private static void scale(float[] numbers, int from, int to, float factor) {
        for (int i = from; i < to; i++) {
            numbers[i] *= factor;
        }
    }

    /**
     * Products of each vector with each of a few others.
     *
     * @param others {@code [few, width]}
     * @param products {@code [few, count]} to be written
     */
    void products(float[] others, int few, float[] products) {
        int groups = (few + Kernels.GROUP - 1) / Kernels.GROUP;
        float[] whole = Arrays.copyOf(others, groups * Kernels.GROUP * width);
        float[] tile = new float[Kernels.GROUP * Kernels.PANEL];
        for (int from = 0; from < count; from += Kernels.PANEL) {
            int rows = Math.min(Kernels.PANEL, count - from);
            for (int group = 0; group < groups * Kernels.GROUP; group += Kernels.GROUP) {
                Kernels.BEST.products(panels, from * width, whole, group * width, width, tile);
                for (int other = group; other < Math.min(few, group + Kernels.GROUP); other++) {
                    System.arraycopy(tile, (other - group) * Kernels.PANEL, products, other * count + from, rows);
                }
            }
        }
    }

    /** Some of the vectors, {@code [indices, width]}. */
    float[] some(int[] indices) {
        float[] some = new float[indices.length * width];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(rows, indices[i] * width, some, i * width, width);
        }
        return some;
    }
}
