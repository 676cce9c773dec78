package io.winnow.prune.select;

/** Rows rounded to bytes, {@code [count, width]}, each with the step and the length of what rounding left over. */
final class QuantisedRows {
    private static final float SLACK = 1.001f;
    /** What single precision itself may leave over of a vector of length 1. */
    private static final float SINGLE = 0x1p-21f;

    private final Kernels kernels;
    private byte[] numbers = new byte[0];
    private float[] steps = new float[0];
    private float[] errors = new float[0];
    private short[] vector = new short[0];
    private byte[] rounded = new byte[0];
    private final int[] products = new int[Kernels.BLOCK];
    private int width = 1;
    private double vectorStep;
    private double vectorLength;
    private double vectorError;

    QuantisedRows(Kernels kernels) {
        this.kernels = kernels;
    }

    /** Takes the first rows. */
    void read(UnitRows rows, int count) {
        width = rows.width();
        int padded = (count + Kernels.BLOCK - 1) / Kernels.BLOCK * Kernels.BLOCK;
        if (numbers.length < padded * width) {
            numbers = new byte[padded * width];
        }
        if (steps.length < count) {
            steps = new float[count];
            errors = new float[count];
        }
        if (vector.length < width) {
            vector = new short[width];
            rounded = new byte[width];
        }
        for (int row = 0; row < count; row++) {
            steps[row] = step(rows.numbers(), rows.start(row));
            float squares = kernels.round(rows.numbers(), rows.start(row), width, steps[row], numbers, row * width);
            errors[row] = (float) Math.sqrt(squares) * SLACK + SINGLE;
        }
    }

    /** Sets the vector of the products. */
    void turnTo(float[] direction, double length) {
        float step = step(direction, 0);
        double squares = kernels.round(direction, 0, width, step, rounded, 0);
        for (int i = 0; i < width; i++) {
            vector[i] = rounded[i];
        }
        vectorStep = step;
        vectorLength = length;
        vectorError = Math.sqrt(squares) * SLACK + SINGLE * length;
    }

    private float step(float[] from, int start) {
        float most = kernels.most(from, start, width);
        return most > 0 ? most / Kernels.MOST : 1;
    }

    /** Multiplies the rows of a block, of which {@link #atLeast} tells then. */
    void multiply(int block) {
        kernels.dots(numbers, block * Kernels.BLOCK * width, vector, width, products);
    }

    /** What a row's product with the vector is at least: that of the rounded ones, less what rounding can have taken from either. */
    double atLeast(int row) {
        return about(row) - errors[row] * vectorLength - (SLACK + errors[row]) * vectorError;
    }

    /** A row's product with the vector, as far as the rounded ones tell. */
    double about(int row) {
        return steps[row] * vectorStep * products[row % Kernels.BLOCK];
    }
}
