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
    public float dot(byte[] left, int leftFrom, float[] right, int width) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
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
}
