package io.winnow.tokenize.quality;

import io.winnow.tokenize.RgbPicture;

/**
 * How far a picture is from its original.
 *
 * @param psnr peak signal-to-noise ratio over all pixels and channels, dB; at most {@value #EQUAL}, which equal pictures have
 * @param msSsim {@link MsSsim}, at most 1
 * @param l1 mean difference of a channel's value, in shares of its range: 0 to 1
 */
public record PictureQuality(double psnr, double msSsim, double l1) {
    /** Of equal pictures, whose ratio has no bound. */
    public static final double EQUAL = 100;

    private static final double PEAK = 255;

    /**
     * Compares.
     *
     * @throws IllegalArgumentException where the pictures differ in size, or are smaller than a window of {@link MsSsim}
     */
    public static PictureQuality of(RgbPicture original, RgbPicture shown) {
        return new PictureQuality(psnr(original, shown), MsSsim.of(original, shown), l1(original, shown));
    }

    /** The ratio alone. */
    public static double psnr(RgbPicture original, RgbPicture shown) {
        requireAlike(original, shown);
        long squares = 0;
        byte[] one = original.rgb();
        byte[] other = shown.rgb();
        for (int i = 0; i < one.length; i++) {
            int difference = (one[i] & 0xff) - (other[i] & 0xff);
            squares += (long) difference * difference;
        }
        return squares == 0 ? EQUAL : Math.min(EQUAL, 10 * Math.log10(PEAK * PEAK * one.length / squares));
    }

    /** The mean difference alone. */
    public static double l1(RgbPicture original, RgbPicture shown) {
        requireAlike(original, shown);
        long differences = 0;
        byte[] one = original.rgb();
        byte[] other = shown.rgb();
        for (int i = 0; i < one.length; i++) {
            differences += Math.abs((one[i] & 0xff) - (other[i] & 0xff));
        }
        return differences / (PEAK * one.length);
    }

    static void requireAlike(RgbPicture original, RgbPicture shown) {
        if (original.width() != shown.width() || original.height() != shown.height()) {
            throw new IllegalArgumentException("a picture of " + shown + " cannot be compared with one of " + original);
        }
    }
}
