package io.winnow.prune.select;

/** Rows rounded to bytes, {@code [count, width]}, with a scale and a bound of the rounding's length for each. */
final class QuantisedRows {
    private static final int MOST = 127;

    private byte[] numbers = new byte[0];
    private float[] scales = new float[0];
    private float[] errors = new float[0];
    private int width = 1;

    /** Takes the first rows. */
    void read(UnitRows rows, int count) {
        width = rows.width();
        if (numbers.length < count * width) {
            numbers = new byte[count * width];
        }
        if (scales.length < count) {
            scales = new float[count];
            errors = new float[count];
        }
        for (int row = 0; row < count; row++) {
            round(rows.numbers(), row);
        }
    }

    private void round(float[] from, int row) {
        int start = row * width;
        float most = 0;
        for (int i = start; i < start + width; i++) {
            most = Math.max(most, Math.abs(from[i]));
        }
        float scale = most / MOST;
        float inverse = most > 0 ? MOST / most : 0;
        float squares = 0;
        for (int i = start; i < start + width; i++) {
            float scaled = from[i] * inverse;
            numbers[i] = (byte) (int) (scaled + (scaled < 0 ? -0.5f : 0.5f));
            float error = from[i] - numbers[i] * scale;
            squares += error * error;
        }
        scales[row] = scale;
        // The second term covers the rounding of single-precision sums over the width, of which there are at least four
        // at once.
        errors[row] = (float) Math.sqrt(squares) * 1.001f + (width / 4f + 16) * 0x1p-23f;
    }

    /** Product of a row with a vector, wrong by at most {@link #error} times the vector's length. */
    float dot(Kernels kernels, int row, float[] vector) {
        return scales[row] * kernels.dot(numbers, row * width, vector, width);
    }

    float error(int row) {
        return errors[row];
    }
}
