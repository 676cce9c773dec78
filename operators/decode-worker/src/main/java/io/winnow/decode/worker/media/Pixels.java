package io.winnow.decode.worker.media;

import java.nio.ByteBuffer;

/** Places scaled pixels: turned upright, transparent ones on white. Only for pictures that need it; others are scaled into place. */
final class Pixels {
    private static final int OPAQUE = 255;

    private Pixels() {}

    /**
     * Writes {@code [height, width, 3]} RGB.
     *
     * @param from the picture as decoded, scaled: {@code [height, width, channels]}, or {@code [width, height, channels]} if it is to be transposed
     * @param channels 3, or 4 with alpha last
     * @param premultiplied whether colours are already multiplied by alpha
     * @param orientation how to turn it
     * @param to where the upright picture goes
     * @param width of the upright picture
     * @param height of the upright picture
     */
    static void place(
            ByteBuffer from,
            int channels,
            boolean premultiplied,
            Orientation orientation,
            ByteBuffer to,
            int width,
            int height) {
        int right = channels * (orientation.transposed() ? height : 1);
        int down = channels * (orientation.transposed() ? 1 : width);
        int start = (orientation.mirroredAcross() ? (width - 1) * right : 0)
                + (orientation.mirroredDown() ? (height - 1) * down : 0);
        right = orientation.mirroredAcross() ? -right : right;
        down = orientation.mirroredDown() ? -down : down;
        int target = 0;
        for (int y = 0; y < height; y++) {
            int source = start + y * down;
            for (int x = 0; x < width; x++) {
                int alpha = channels == 4 ? from.get(source + 3) & OPAQUE : OPAQUE;
                for (int c = 0; c < 3; c++) {
                    to.put(target++, onWhite(from.get(source + c) & OPAQUE, alpha, premultiplied));
                }
                source += right;
            }
        }
    }

    private static byte onWhite(int colour, int alpha, boolean premultiplied) {
        if (alpha == OPAQUE) {
            return (byte) colour;
        }
        int white = OPAQUE - alpha;
        int covered = premultiplied ? colour : (colour * alpha + OPAQUE / 2) / OPAQUE;
        return (byte) Math.min(OPAQUE, covered + white);
    }
}
