package io.winnow.decode;

import java.io.Serializable;
import java.util.Objects;

/**
 * Size in pixels that every picture gets.
 *
 * @param width 1 to 16,384
 * @param height 1 to 16,384
 * @param fit how pictures of another shape get it
 */
public record PictureSize(int width, int height, Fit fit) implements Serializable {
    private static final int LONGEST = 16_384;

    /** What becomes of a picture's shape. */
    public enum Fit {
        /** Both sides are scaled alone, so that the shape is given up. */
        SQUASH,
        /** The shape is kept: what sticks out is cut off on both sides alike. */
        CROP
    }

    public PictureSize {
        Objects.requireNonNull(fit, "fit");
        if (width < 1 || height < 1 || width > LONGEST || height > LONGEST) {
            throw new IllegalArgumentException("a picture of " + width + "x" + height
                    + " cannot be asked for: each side must be 1 to " + LONGEST + " pixels");
        }
    }

    /** Both sides scaled alone. */
    public PictureSize(int width, int height) {
        this(width, height, Fit.SQUASH);
    }

    /** Bytes of one picture, {@code [height, width, 3]}. */
    public long bytes() {
        return 3L * width * height;
    }
}
