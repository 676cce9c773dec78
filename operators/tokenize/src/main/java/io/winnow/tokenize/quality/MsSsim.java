package io.winnow.tokenize.quality;

import io.winnow.tokenize.RgbPicture;

/**
 * Multi-scale structural similarity (Wang, Simoncelli and Bovik, 2003): Gaussian windows of 11x11 pixels with a deviation of 1.5 where they lie within the picture, K1 = 0.01 and K2 = 0.03, each scale the
 * mean of 2x2 pixels of the one before. Of the five scales those count at which a window fits (four for 128 pixels, five from 176 on), their published weights divided by their sum. Computed of red,
 * green and blue alone; the result is the mean of the three. A scale that is negatively correlated counts as 0.
 */
public final class MsSsim {
    private static final double[] WEIGHTS = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};
    private static final int CHANNELS = 3;
    private static final double C1 = square(0.01 * 255);
    private static final double C2 = square(0.03 * 255);

    private MsSsim() {}

    private static double square(double number) {
        return number * number;
    }

    /**
     * Compares.
     *
     * @throws IllegalArgumentException where the pictures differ in size, or are smaller than a window
     */
    public static double of(RgbPicture original, RgbPicture shown) {
        PictureQuality.requireAlike(original, shown);
        int scales = scales(Math.min(original.width(), original.height()));
        double sum = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
            sum += of(Plane.channel(original, channel), Plane.channel(shown, channel), scales);
        }
        return sum / CHANNELS;
    }

    /** How many scales a picture with this shorter side has. */
    static int scales(int side) {
        int scales = 0;
        while (scales < WEIGHTS.length && side >> scales >= GaussianWindow.SIDE) {
            scales++;
        }
        if (scales == 0) {
            throw new IllegalArgumentException("pictures of " + side + " pixels are compared in windows of "
                    + GaussianWindow.SIDE + ": give larger ones");
        }
        return scales;
    }

    private static double of(Plane original, Plane shown, int scales) {
        Plane one = original;
        Plane other = shown;
        double weights = 0;
        double logarithm = 0;
        for (int scale = 0; scale < scales; scale++) {
            if (scale > 0) {
                one = one.halved();
                other = other.halved();
            }
            double similarity = similarity(one, other, scale == scales - 1);
            logarithm += WEIGHTS[scale] * Math.log(Math.max(0, similarity));
            weights += WEIGHTS[scale];
        }
        return Math.exp(logarithm / weights);
    }

    /** Mean over all windows of contrast and structure, times luminance if wanted. */
    private static double similarity(Plane one, Plane other, boolean luminance) {
        Plane mean = GaussianWindow.mean(one);
        Plane otherMean = GaussianWindow.mean(other);
        Plane squares = GaussianWindow.mean(one.times(one));
        Plane otherSquares = GaussianWindow.mean(other.times(other));
        Plane products = GaussianWindow.mean(one.times(other));
        double sum = 0;
        for (int i = 0; i < mean.values().length; i++) {
            double mu = mean.values()[i];
            double nu = otherMean.values()[i];
            double variances = squares.values()[i] - mu * mu + otherSquares.values()[i] - nu * nu;
            double covariance = products.values()[i] - mu * nu;
            double similar = (2 * covariance + C2) / (variances + C2);
            sum += luminance ? similar * (2 * mu * nu + C1) / (mu * mu + nu * nu + C1) : similar;
        }
        return sum / mean.values().length;
    }
}
