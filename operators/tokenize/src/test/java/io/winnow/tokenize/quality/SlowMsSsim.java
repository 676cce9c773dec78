package io.winnow.tokenize.quality;

import io.winnow.tokenize.RgbPicture;

/** The definition, window by window: each is looked at as a whole, with weights in two dimensions. */
final class SlowMsSsim {
    private static final double[] WEIGHTS = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};
    private static final double C1 = 6.5025;
    private static final double C2 = 58.5225;

    private SlowMsSsim() {}

    static double of(RgbPicture original, RgbPicture shown, int scales) {
        double mean = 0;
        for (int channel = 0; channel < 3; channel++) {
            double[][] one = plane(original, channel);
            double[][] other = plane(shown, channel);
            double product = 1;
            double sum = 0;
            for (int scale = 0; scale < scales; scale++) {
                sum += WEIGHTS[scale];
            }
            for (int scale = 0; scale < scales; scale++) {
                double similar = Math.max(0, similarity(one, other, scale == scales - 1));
                product *= Math.pow(similar, WEIGHTS[scale] / sum);
                one = halved(one);
                other = halved(other);
            }
            mean += product / 3;
        }
        return mean;
    }

    private static double[][] plane(RgbPicture picture, int channel) {
        double[][] plane = new double[picture.height()][picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                plane[y][x] = picture.rgb()[3 * (y * picture.width() + x) + channel] & 255;
            }
        }
        return plane;
    }

    private static double[][] halved(double[][] plane) {
        double[][] half = new double[plane.length / 2][plane[0].length / 2];
        for (int y = 0; y < half.length; y++) {
            for (int x = 0; x < half[0].length; x++) {
                half[y][x] = (plane[2 * y][2 * x]
                                + plane[2 * y][2 * x + 1]
                                + plane[2 * y + 1][2 * x]
                                + plane[2 * y + 1][2 * x + 1])
                        / 4;
            }
        }
        return half;
    }

    private static double similarity(double[][] one, double[][] other, boolean luminance) {
        double sum = 0;
        int windows = 0;
        for (int top = 0; top + 11 <= one.length; top++) {
            for (int left = 0; left + 11 <= one[0].length; left++) {
                sum += window(one, other, top, left, luminance);
                windows++;
            }
        }
        return sum / windows;
    }

    private static double window(double[][] one, double[][] other, int top, int left, boolean luminance) {
        double weights = 0;
        double mu = 0;
        double nu = 0;
        for (int y = 0; y < 11; y++) {
            for (int x = 0; x < 11; x++) {
                double weight = weight(y, x);
                weights += weight;
                mu += weight * one[top + y][left + x];
                nu += weight * other[top + y][left + x];
            }
        }
        mu /= weights;
        nu /= weights;
        double variance = 0;
        double otherVariance = 0;
        double covariance = 0;
        for (int y = 0; y < 11; y++) {
            for (int x = 0; x < 11; x++) {
                double a = one[top + y][left + x] - mu;
                double b = other[top + y][left + x] - nu;
                variance += weight(y, x) / weights * a * a;
                otherVariance += weight(y, x) / weights * b * b;
                covariance += weight(y, x) / weights * a * b;
            }
        }
        double similar = (2 * covariance + C2) / (variance + otherVariance + C2);
        return luminance ? similar * (2 * mu * nu + C1) / (mu * mu + nu * nu + C1) : similar;
    }

    private static double weight(int y, int x) {
        return Math.exp(-((y - 5) * (y - 5) + (x - 5) * (x - 5)) / (2 * 1.5 * 1.5));
    }
}
