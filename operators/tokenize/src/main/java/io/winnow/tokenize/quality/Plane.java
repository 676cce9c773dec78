package io.winnow.tokenize.quality;

import io.winnow.tokenize.RgbPicture;

/**
 * Numbers in rows.
 *
 * @param width of a row
 * @param height rows
 * @param values {@code [height, width]}
 */
record Plane(int width, int height, double[] values) {
    private static final int CHANNELS = 3;

    /** One channel of a picture, 0 to 255. */
    static Plane channel(RgbPicture picture, int channel) {
        double[] values = new double[picture.width() * picture.height()];
        for (int i = 0; i < values.length; i++) {
            values[i] = picture.rgb()[CHANNELS * i + channel] & 0xff;
        }
        return new Plane(picture.width(), picture.height(), values);
    }

    Plane times(Plane other) {
        double[] products = new double[values.length];
        for (int i = 0; i < products.length; i++) {
            products[i] = values[i] * other.values[i];
        }
        return new Plane(width, height, products);
    }

    /** Means of 2x2 numbers; an odd last row or column is left out. */
    Plane halved() {
        int across = width / 2;
        int down = height / 2;
        double[] means = new double[across * down];
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                int at = 2 * y * width + 2 * x;
                means[y * across + x] = (values[at] + values[at + 1] + values[at + width] + values[at + width + 1]) / 4;
            }
        }
        return new Plane(across, down, means);
    }
}
