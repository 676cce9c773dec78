package io.winnow.prune.select;

/** Plain loops, with four sums so that the processor need not wait for one addition before the next. */
final class ScalarKernels implements Kernels {

    @Override
    public float dot(float[] left, int leftFrom, float[] right, int rightFrom, int width) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i <= width - 4; i += 4) {
            a += left[leftFrom + i] * right[rightFrom + i];
            b += left[leftFrom + i + 1] * right[rightFrom + i + 1];
            c += left[leftFrom + i + 2] * right[rightFrom + i + 2];
            d += left[leftFrom + i + 3] * right[rightFrom + i + 3];
        }
        for (; i < width; i++) {
            a += left[leftFrom + i] * right[rightFrom + i];
        }
        return a + b + (c + d);
    }

    @Override
    public double dot(float[] left, int leftFrom, double[] right, int width) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i <= width - 4; i += 4) {
            a += left[leftFrom + i] * right[i];
            b += left[leftFrom + i + 1] * right[i + 1];
            c += left[leftFrom + i + 2] * right[i + 2];
            d += left[leftFrom + i + 3] * right[i + 3];
        }
        for (; i < width; i++) {
            a += left[leftFrom + i] * right[i];
        }
        return a + b + (c + d);
    }

    @Override
    public void dots(byte[] rows, int from, short[] vector, int width, int[] products) {
        for (int row = 0; row < BLOCK; row++) {
            int sum = 0;
            int start = from + row * width;
            for (int i = 0; i < width; i++) {
                sum += rows[start + i] * vector[i];
            }
            products[row] = sum;
        }
    }

    @Override
    public float most(float[] numbers, int from, int width) {
        float most = 0;
        for (int i = from; i < from + width; i++) {
            most = Math.max(most, Math.abs(numbers[i]));
        }
        return most;
    }

    @Override
    public float round(float[] numbers, int from, int width, float step, byte[] rounded, int to) {
        float inverse = 1 / step;
        float squares = 0;
        for (int i = 0; i < width; i++) {
            float number = numbers[from + i];
            float whole = number * inverse + ROUNDING - ROUNDING;
            rounded[to + i] = (byte) whole;
            float left = number - whole * step;
            squares += left * left;
        }
        return squares;
    }
}
