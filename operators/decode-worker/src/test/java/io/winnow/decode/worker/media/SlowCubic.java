package io.winnow.decode.worker.media;

/** Scaling by cubic convolution as PIL describes it: each pixel of the small picture is a weighted mean of those that its widened kernel covers (Keys, 1981, with a = -1/2). Beyond the edges the picture goes on as its last pixel. Slow and obvious. */
final class SlowCubic {
    private SlowCubic() {}

    /**
     * Scales the square in the middle.
     *
     * @param picture {@code [height, width, 3]}
     * @return {@code [side, side, 3]}
     */
    static int[] middle(byte[] picture, int width, int height, int side) {
        int edge = Math.min(width, height);
        int left = (width - edge) / 2;
        int top = (height - edge) / 2;
        int[] scaled = new int[3 * side * side];
        for (int y = 0; y < side; y++) {
            double[] rows = weights(y, edge, side);
            for (int x = 0; x < side; x++) {
                double[] columns = weights(x, edge, side);
                for (int c = 0; c < 3; c++) {
                    double sum = 0;
                    for (int v = 0; v < edge; v++) {
                        for (int u = 0; u < edge && rows[v] != 0; u++) {
                            int pixel = picture[3 * ((top + v) * width + left + u) + c] & 255;
                            sum += rows[v] * columns[u] * pixel;
                        }
                    }
                    scaled[3 * (y * side + x) + c] = (int) Math.round(Math.max(0, Math.min(255, sum)));
                }
            }
        }
        return scaled;
    }

    private static double[] weights(int at, int edge, int side) {
        double scale = (double) edge / side;
        double widened = Math.max(1, scale);
        double[] weights = new double[edge];
        double total = 0;
        for (int i = -edge; i < 2 * edge; i++) {
            double weight = kernel((i + 0.5 - (at + 0.5) * scale) / widened);
            weights[Math.max(0, Math.min(edge - 1, i))] += weight;
            total += weight;
        }
        for (int i = 0; i < edge; i++) {
            weights[i] /= total;
        }
        return weights;
    }

    private static double kernel(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }
}
