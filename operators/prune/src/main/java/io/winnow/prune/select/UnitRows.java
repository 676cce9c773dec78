package io.winnow.prune.select;

import java.util.Arrays;

/** Vectors of length 1, {@code [count, width]}; zero vectors stay zero. They stand in one array that is reused, or are those of other rows, which they then only refer to. */
public final class UnitRows {
    private float[] own = new float[0];
    private float[] numbers = own;
    private int[] starts = new int[0];
    private int count;
    private int width = 1;

    /** Makes room; the rows hold anything until they are set. */
    public void resize(int newCount, int newWidth) {
        int needed = Math.multiplyExact(newCount, newWidth);
        if (own.length < needed) {
            own = new float[needed];
        }
        numbers = own;
        width = newWidth;
        places(newCount);
        for (int row = 0; row < newCount; row++) {
            starts[row] = row * newWidth;
        }
    }

    /** Makes room for rows of others; each is the first of them until it is {@linkplain #refer(int, int) set}. */
    public void refer(int newCount, UnitRows others) {
        numbers = others.numbers;
        width = others.width;
        places(newCount);
        Arrays.fill(starts, 0, newCount, 0);
    }

    private void places(int newCount) {
        if (starts.length < newCount) {
            starts = new int[newCount];
        }
        count = newCount;
    }

    /** Lets a row be one of those that were {@linkplain #refer(int, UnitRows) referred to}. */
    public void refer(int row, int other) {
        starts[row] = other * width;
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

    /** Where a row begins among the numbers. */
    int start(int row) {
        return starts[row];
    }

    /** Sets a row to a vector of any length, read from {@code from} on. */
    public void set(int row, float[] vectors, int from) {
        requireOwn();
        double squares = squares(vectors, from);
        double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
        int to = starts[row];
        for (int i = 0; i < width; i++) {
            own[to + i] = (float) (vectors[from + i] * scale);
        }
    }

    /**
     * Sets a row to one of others beside further numbers. Its product with another such row is that of the two others, times the square of the scale, plus that of the numbers; so that rows have length
     * 1, the scale and the numbers must fit.
     *
     * @param beside behind the row of the others, to the width of these
     */
    public void join(int row, UnitRows others, int other, float scale, float[] beside) {
        requireOwn();
        int to = starts[row];
        int from = others.starts[other];
        for (int i = 0; i < others.width; i++) {
            own[to + i] = scale * others.numbers[from + i];
        }
        System.arraycopy(beside, 0, own, to + others.width, width - others.width);
    }

    private void requireOwn() {
        if (numbers != own) {
            throw new IllegalStateException("the rows are those of others, which cannot be set from here");
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

    /** One number of a row. */
    public float number(int row, int place) {
        return numbers[starts[row] + place];
    }

    /** Cosine of two rows. */
    public float cosine(int row, int other) {
        return Kernels.BEST.dot(numbers, starts[row], numbers, starts[other], width);
    }
}
