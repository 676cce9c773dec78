package io.winnow.tokenize.quality;

/** Weighted means in a window of {@value #SIDE}x{@value #SIDE} numbers, row by row and then column by column. */
final class GaussianWindow {
    static final int SIDE = 11;

    private static final double DEVIATION = 1.5;
    private static final double[] WEIGHTS = weights();

    private GaussianWindow() {}

    private static double[] weights() {
        double[] weights = new double[SIDE];
        double sum = 0;
        for (int i = 0; i < SIDE; i++) {
            double distance = (i - SIDE / 2) / DEVIATION;
            weights[i] = Math.exp(-distance * distance / 2);
            sum += weights[i];
        }
        for (int i = 0; i < SIDE; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /** The mean of each window that lies within the plane: {@code [height - 10, width - 10]}. */
    static Plane mean(Plane plane) {
        int across = plane.width() - SIDE + 1;
        int down = plane.height() - SIDE + 1;
        double[] rows = new double[plane.height() * across];
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < across; x++) {
                rows[y * across + x] = weighted(plane.values(), y * plane.width() + x, 1);
            }
        }
        double[] means = new double[down * across];
        for (int i = 0; i < means.length; i++) {
            means[i] = weighted(rows, i, across);
        }
        return new Plane(across, down, means);
    }

    private static double weighted(double[] values, int from, int step) {
        double sum = 0;
        for (int i = 0; i < SIDE; i++) {
            sum += WEIGHTS[i] * values[from + i * step];
        }
        return sum;
    }
}
