package io.winnow.decode;

import java.io.Serializable;

/**
 * Size in pixels to which every picture is resized, both sides alone, so that the aspect ratio is given up.
 *
 * @param width 1 to 16,384
 * @param height 1 to 16,384
 */
public record PictureSize(int width, int height) implements Serializable {
    private static final int LONGEST = 16_384;

    public PictureSize {
        if (width < 1 || height < 1 || width > LONGEST || height > LONGEST) {
            throw new IllegalArgumentException("a picture of " + width + "x" + height
                    + " cannot be asked for: each side must be 1 to " + LONGEST + " pixels");
        }
    }

    /** Bytes of one picture, {@code [height, width, 3]}. */
    public long bytes() {
        return 3L * width * height;
    }
}
