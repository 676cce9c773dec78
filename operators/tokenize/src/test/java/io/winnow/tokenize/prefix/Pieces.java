package io.winnow.tokenize.prefix;

import io.winnow.model.Bundle;
import io.winnow.model.SafeTensors;
import io.winnow.model.Tensor;
import io.winnow.tokenize.PictureFrame;
import io.winnow.tokenize.RgbPicture;
import io.winnow.tokenize.TokenizeOptions;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A bundle of ordered tokens that is shipped, with its examples. */
final class Pieces {
    static final int SIZE = 128;
    static final int TOKENS = 128;
    static final int EXAMPLES = 64;
    private static final int SMALL = 32;
    private static final int CHANNELS = 3;

    private final Path folder;
    private final SafeTensors examples;

    /** @param name of the bundle */
    Pieces(String name) {
        folder = Path.of(System.getProperty("winnow.root")).resolve("models").resolve(name);
        examples = SafeTensors.read(folder.resolve("examples.safetensors"));
    }

    Bundle bundle() {
        return Bundle.open(folder);
    }

    TokenizeOptions options() {
        return TokenizeOptions.defaultsFor(bundle().manifest());
    }

    /** An example's picture, enlarged from how it is stored. */
    RgbPicture picture(int example) {
        Tensor images = examples.get("encode.images");
        byte[] pixels = new byte[CHANNELS * SIZE * SIZE];
        for (int at = 0; at < SIZE * SIZE; at++) {
            int y = at / SIZE * SMALL / SIZE;
            int x = at % SIZE * SMALL / SIZE;
            images.data().get(CHANNELS * ((example * SMALL + y) * SMALL + x), pixels, CHANNELS * at, CHANNELS);
        }
        return new RgbPicture(SIZE, SIZE, pixels);
    }

    PictureFrame frame(String stream, int example) {
        return new PictureFrame(stream, 0, example, SIZE, true, picture(example).rgb(), new AtomicInteger());
    }

    /** Ids that the bundle stores for an example's picture. */
    int[] ids(int example) {
        return row(examples.get("encode.ids"), example);
    }

    /** Ids of a prefix that the bundle stores a picture of. */
    int[] prefix(int example) {
        return row(examples.get("decode.ids"), example);
    }

    private static int[] row(Tensor ids, int example) {
        int[] row = new int[(int) ids.shape()[1]];
        for (int i = 0; i < row.length; i++) {
            row[i] = ids.data().getInt(Integer.BYTES * (example * row.length + i));
        }
        return row;
    }

    /** A number of the picture that the bundle stores of such a prefix, 0 black and 1 white. */
    float decoded(int example, int number) {
        return examples.get("decode.images").floats().get(example * CHANNELS * SIZE * SIZE + number);
    }
}
