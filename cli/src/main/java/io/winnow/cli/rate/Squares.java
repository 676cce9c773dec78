package io.winnow.cli.rate;

import io.winnow.tokenize.RgbPicture;
import java.awt.image.BufferedImage;

/** Pictures that Winnow has drawn, as tokenizers take them. */
public final class Squares {
    private Squares() {}

    /** The middle of a picture, scaled as where pictures are decoded. */
    public static RgbPicture of(BufferedImage drawn, int size) {
        int[] packed = drawn.getRGB(0, 0, drawn.getWidth(), drawn.getHeight(), null, 0, drawn.getWidth());
        try (FramePictures scaler = new FramePictures()) {
            return scaler.scaled(RgbPicture.ofPacked(drawn.getWidth(), drawn.getHeight(), packed), size, size);
        }
    }
}
