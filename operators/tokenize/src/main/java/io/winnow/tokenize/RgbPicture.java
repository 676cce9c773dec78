package io.winnow.tokenize;

import java.util.Arrays;

/**
 * A picture in memory.
 *
 * @param width pixels
 * @param height pixels
 * @param rgb {@code [height, width, 3]} unsigned bytes
 */
public record RgbPicture(int width, int height, byte[] rgb) {
    private static final int CHANNELS = 3;

    public RgbPicture {
        if (width < 1 || height < 1 || rgb.length != (long) CHANNELS * width * height) {
            throw new IllegalArgumentException(
                    rgb.length + " bytes are no picture of " + width + "x" + height + " pixels");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RgbPicture that
                && width == that.width
                && height == that.height
                && Arrays.equals(rgb, that.rgb);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + Arrays.hashCode(rgb);
    }

    /** Its size alone. */
    @Override
    public String toString() {
        return width + "x" + height + " pixels";
    }
}
