package io.winnow.prune.select;

/** Vectors of length 1, {@code [count, width]} row-major in one array that is reused; zero vectors stay zero. */
public final class UnitRows {
    private float[] numbers = new float[0];
    private int count;
    private int width = 1;

    /** Makes room; the rows hold anything until they are set. */
    public void resize(int newCount, int newWidth) {
        int needed = Math.multiplyExact(newCount, newWidth);
        if (numbers.length < needed) {
            numbers = new float[needed];
        }
        count = newCount;
        width = newWidth;
    }

    public int count() {
        return count;
    }

    public int width() {
        return width;
    }

    /** All rows; valid until the next {@link #resize}. */
    float[] numbers() {
        return numbers;
    }

    /** Sets a row to a vector of any length, read from {@code from} on. */
    public void set(int row, float[] vectors, int from) {
        double squares = squares(vectors, from);
        double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
        int to = row * width;
        for (int i = 0; i < width; i++) {
            numbers[to + i] = (float) (vectors[from + i] * scale);
        }
    }

    /** With four sums, so that the processor need not wait for one addition before the next. */
    private double squares(float[] vectors, int from) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        int end = from + width;
        for (; i <= end - 4; i += 4) {
            a += (double) vectors[i] * vectors[i];
            b += (double) vectors[i + 1] * vectors[i + 1];
            c += (double) vectors[i + 2] * vectors[i + 2];
            d += (double) vectors[i + 3] * vectors[i + 3];
        }
        for (; i < end; i++) {
            a += (double) vectors[i] * vectors[i];
        }
        return a + b + (c + d);
    }

    /** Copies a row of others of the same width. */
    public void copy(int row, UnitRows others, int other) {
        System.arraycopy(others.numbers, other * width, numbers, row * width, width);
    }

    /** Cosine of two rows. */
    public float cosine(int row, int other) {
        return Kernels.BEST.dot(numbers, row * width, numbers, other * width, width);
    }
}
