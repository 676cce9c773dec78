package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.decode.PictureSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms of pictures that are read right, and not refused: one picture in each, of four colours. */
class PictureFormsTest {
    private static final PictureSize SIZE = new PictureSize(64, 48);
    /** What lossy forms are off, far less than what a wrong reading is. */
    private static final int ROUNDING = 6;

    private static final int[] RED = {200, 30, 30};
    private static final int[] GREEN = {30, 180, 40};
    private static final int[] BLUE = {40, 60, 210};
    private static final int[] YELLOW = {240, 200, 60};

    private static DecoderPool pool;

    @BeforeAll
    static void open() throws Exception {
        pool = DecoderPool.open(PoolOptions.of(SIZE));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    /** A decoded picture. */
    private record Shown(int width, int height, long startMicros, long endMicros, byte[] rgb) {
        int[] at(int x, int y) {
            int offset = 3 * (y * SIZE.width() + x);
            return new int[] {rgb[offset] & 0xff, rgb[offset + 1] & 0xff, rgb[offset + 2] & 0xff};
        }

        void isOf(int[] topLeft, int[] topRight, int[] bottomLeft, int[] bottomRight) {
            near(at(10, 10), topLeft);
            near(at(50, 10), topRight);
            near(at(10, 40), bottomLeft);
            near(at(50, 40), bottomRight);
        }

        private static void near(int[] found, int[] wanted) {
            for (int i = 0; i < wanted.length; i++) {
                assertThat(found[i])
                        .as("%s", List.of(found[0], found[1], found[2]))
                        .isCloseTo(wanted[i], within(ROUNDING));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmyk.jpg", "cmyk.tif", "rgb16.png", "still.avif"})
    void inksSixteenBitsAndAv1AreRead(String name) throws Exception {
        only(name).isOf(RED, GREEN, BLUE, YELLOW);
    }

    @Test
    void sixteenBitsOfGreyAreRead() throws Exception {
        only("gray16.tif").isOf(new int[] {81, 81, 81}, new int[] {119, 119, 119}, new int[] {71, 71, 71}, new int[] {
            197, 197, 197
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"exif6.jpg", "exif6.webp"})
    void picturesAreTurnedAsExifSays(String name) throws Exception {
        Shown shown = only(name);

        assertThat(List.of(shown.width(), shown.height())).containsExactly(48, 64);
        shown.isOf(BLUE, RED, YELLOW, GREEN);
    }

    /** As lcms2 converts them to sRGB, perceptually. */
    @ParameterizedTest
    @ValueSource(strings = {"icc.png", "icc.jpg", "icc.avif"})
    void coloursAreThoseOfTheProfile(String name) throws Exception {
        only(name).isOf(new int[] {233, 24, 24}, new int[] {0, 181, 0}, new int[] {21, 57, 215}, new int[] {254, 201, 37
        });
    }

    @Test
    void anAnimatedGifIsAClip() throws Exception {
        List<Shown> frames = all("anim.gif");

        assertThat(frames.stream().map(Shown::startMicros)).containsExactly(0L, 500_000L, 1_000_000L);
        assertThat(frames.get(2).endMicros()).isEqualTo(1_500_000);
        frames.get(0).isOf(RED, GREEN, BLUE, YELLOW);
        frames.get(1).isOf(GREEN, RED, YELLOW, BLUE);
        frames.get(2).isOf(BLUE, YELLOW, RED, GREEN);
    }

    private static Shown only(String name) throws Exception {
        List<Shown> all = all(name);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static List<Shown> all(String name) throws IOException, InterruptedException {
        byte[] content;
        try (InputStream in = Objects.requireNonNull(PictureFormsTest.class.getResourceAsStream("/pictures/" + name))) {
            content = in.readAllBytes();
        }
        List<Shown> shown = new ArrayList<>();
        try (DecodeSession session = pool.open(new DecodeRequest(
                new DecodeInput.Memory(name, content),
                new Sampling.KeepAll(),
                ResumePoint.START,
                SIZE,
                DecodeLimits.defaults(),
                1))) {
            while (!session.finished()) {
                DecodeEvent event = session.take();
                if (event instanceof DecodeEvent.Picture picture) {
                    ByteBuffer pixels = ByteBuffer.allocate((int) SIZE.bytes());
                    picture.pixels().copyTo(pixels);
                    picture.pixels().release();
                    shown.add(new Shown(
                            picture.sourceWidth(),
                            picture.sourceHeight(),
                            picture.startMicros(),
                            picture.endMicros(),
                            pixels.array()));
                } else if (event instanceof DecodeEvent.End end) {
                    assertThat(end.errors()).isZero();
                } else if (event instanceof DecodeEvent.Failure failure) {
                    throw new AssertionError(name + ": " + failure);
                }
            }
        }
        return shown;
    }
}
