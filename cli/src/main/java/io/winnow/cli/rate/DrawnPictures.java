package io.winnow.cli.rate;

import io.winnow.tokenize.RgbPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Pictures that are none of anything: the least and the most that a tokenizer can be given to tell. The same ones every time. */
final class DrawnPictures {
    /** Of each kind, at most. */
    private static final int COUNT = 24;

    private static final int CHANNELS = 3;
    private static final double DEVIATION = 50;

    private DrawnPictures() {}

    /** At most so many pictures of one colour each. */
    static List<RgbPicture> plain(int side, int most) {
        Random random = new Random(1);
        return pictures(most, () -> {
            byte[] rgb = new byte[CHANNELS * side * side];
            byte[] colour = colour(random);
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = colour[i % CHANNELS];
            }
            return new RgbPicture(side, side, rgb);
        });
    }

    /** At most so many pictures of noise, each number for itself, normally distributed around a colour. */
    static List<RgbPicture> noise(int side, int most) {
        Random random = new Random(2);
        return pictures(most, () -> {
            byte[] rgb = new byte[CHANNELS * side * side];
            byte[] colour = colour(random);
            for (int i = 0; i < rgb.length; i++) {
                double number = (colour[i % CHANNELS] & 0xff) + DEVIATION * random.nextGaussian();
                rgb[i] = (byte) Math.round(Math.max(0, Math.min(255, number)));
            }
            return new RgbPicture(side, side, rgb);
        });
    }

    private static byte[] colour(Random random) {
        byte[] colour = new byte[CHANNELS];
        random.nextBytes(colour);
        return colour;
    }

    private static List<RgbPicture> pictures(int most, Supplier<RgbPicture> next) {
        List<RgbPicture> pictures = new ArrayList<>();
        IntStream.range(0, Math.min(most, COUNT)).forEach(i -> pictures.add(next.get()));
        return pictures;
    }
}
