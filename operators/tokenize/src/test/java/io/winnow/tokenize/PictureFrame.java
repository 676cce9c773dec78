package io.winnow.tokenize;

import io.winnow.frames.Frame;
import io.winnow.model.SafeTensors;
import io.winnow.model.Tensor;
import io.winnow.records.Clock;
import io.winnow.records.Span;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A frame whose pixels are in an array.
 *
 * @param pixels {@code [size, size, 3]}
 */
public record PictureFrame(
        String stream, long epoch, long seq, int size, boolean cropped, byte[] pixels, AtomicInteger releases)
        implements Frame {
    public static final Path CELLS =
            Path.of(System.getProperty("winnow.root")).resolve("models").resolve("lite0-cells");
    public static final int SIZE = 224;
    public static final long MICROS = 500_000;
    private static final int SMALL = 32;
    private static final int CHANNELS = 3;

    /** A picture that was squashed. */
    public PictureFrame(String stream, long epoch, long seq, int size, byte[] pixels, AtomicInteger releases) {
        this(stream, epoch, seq, size, false, pixels, releases);
    }

    /** One of the bundle's example pictures, as a frame. */
    public static PictureFrame example(String stream, long seq, int example) {
        Tensor images = SafeTensors.read(CELLS.resolve("examples.safetensors")).get("images");
        byte[] pixels = new byte[SIZE * SIZE * CHANNELS];
        for (int at = 0; at < SIZE * SIZE; at++) {
            int y = at / SIZE * SMALL / SIZE;
            int x = at % SIZE * SMALL / SIZE;
            int from = CHANNELS * ((example * SMALL + y) * SMALL + x);
            images.data().get(from, pixels, CHANNELS * at, CHANNELS);
        }
        return new PictureFrame(stream, 0, seq, SIZE, pixels, new AtomicInteger());
    }

    /** A frame of another size than asked for. */
    public static PictureFrame misfit(String stream, long seq) {
        return new PictureFrame(stream, 0, seq, 2, new byte[2 * 2 * CHANNELS], new AtomicInteger());
    }

    /** A frame of noise. */
    public static PictureFrame noise(String stream, int size) {
        byte[] pixels = new byte[size * size * CHANNELS];
        new Random(size).nextBytes(pixels);
        return new PictureFrame(stream, 0, 0, size, true, pixels, new AtomicInteger());
    }

    /** A frame whose pixels nobody looks at. */
    public static PictureFrame blank(String stream, long epoch, long seq) {
        return new PictureFrame(stream, epoch, seq, 1, new byte[CHANNELS], new AtomicInteger());
    }

    @Override
    public Span span() {
        return new Span(seq * MICROS, (seq + 1) * MICROS, Clock.MEDIA);
    }

    @Override
    public int width() {
        return size;
    }

    @Override
    public int height() {
        return size;
    }

    @Override
    public int sourceWidth() {
        return 1280;
    }

    @Override
    public int sourceHeight() {
        return 720;
    }

    @Override
    public long decodeMicros() {
        return 100;
    }

    @Override
    public long ingestMillis() {
        return 1000 + seq;
    }

    @Override
    public void copyTo(ByteBuffer target) {
        target.put(pixels);
    }

    @Override
    public void release() {
        releases.incrementAndGet();
    }
}
