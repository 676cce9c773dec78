package io.winnow.tokenize;

import io.winnow.frames.Frame;
import java.nio.ByteBuffer;
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

    /** A frame's pixels, which are not given back. */
    public static RgbPicture of(Frame frame) {
        ByteBuffer pixels = ByteBuffer.allocate(CHANNELS * frame.width() * frame.height());
        frame.copyTo(pixels);
        return new RgbPicture(frame.width(), frame.height(), pixels.array());
    }

    /**
     * Of pixels that hold red, green and blue in one number each.
     *
     * @param packed {@code [height * width]}
     */
    public static RgbPicture ofPacked(int width, int height, int[] packed) {
        byte[] rgb = new byte[CHANNELS * packed.length];
        for (int i = 0; i < packed.length; i++) {
            rgb[CHANNELS * i] = (byte) (packed[i] >> 16);
            rgb[CHANNELS * i + 1] = (byte) (packed[i] >> 8);
            rgb[CHANNELS * i + 2] = (byte) packed[i];
        }
        return new RgbPicture(width, height, rgb);
    }

    /** Its pixels, {@code [height * width]}, with red, green and blue in one number each, as Java draws them. */
    public int[] packed() {
        int[] packed = new int[width * height];
        for (int i = 0; i < packed.length; i++) {
            int at = CHANNELS * i;
            packed[i] = (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff);
        }
        return packed;
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
