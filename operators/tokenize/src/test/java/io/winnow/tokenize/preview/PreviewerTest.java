package io.winnow.tokenize.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.frames.FrameEvent;
import io.winnow.records.Preview;
import io.winnow.records.StreamEvent;
import io.winnow.tokenize.PictureFrame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PreviewerTest {
    private final Previewer previewer = new Previewer("run-1", PreviewOptions.defaults());

    @Test
    void makesOneASecondOfEachStream() {
        long[] seconds = LongStream.range(0, 10)
                .filter(seq -> previewer.of(PictureFrame.blank("door", 0, seq)).isPresent())
                .toArray();
        assertThat(seconds).containsExactly(0, 2, 4, 6, 8);
        assertThat(previewer.of(PictureFrame.blank("yard", 0, 9))).isPresent();
    }

    @Test
    void aFileThatIsDecodedMuchFasterThanItPlaysHasFourASecondOfTheWallsClockAfterItsFirstSixteen() {
        AtomicLong wall = new AtomicLong();
        Previewer watched = new Previewer("run-1", PreviewOptions.defaults(), Optional.of(wall::get));
        long[] seconds = LongStream.range(0, 400)
                .filter(seq -> {
                    wall.addAndGet(50_000);
                    return watched.of(PictureFrame.blank("door", 0, seq)).isPresent();
                })
                .toArray();
        assertThat(seconds).startsWith(LongStream.range(0, 16).map(at -> 2 * at).toArray());
        assertThat(seconds).endsWith(380, 385, 390, 395);
        assertThat(seconds.length).isLessThanOrEqualTo(16 + 400 / 5);
    }

    @Test
    void aShortFileIsShownToItsEndHoweverFastItIs() {
        Previewer watched = new Previewer("run-1", PreviewOptions.defaults(), Optional.of(() -> 0L));
        long[] seconds = LongStream.range(0, 40)
                .filter(seq -> watched.of(PictureFrame.blank("door", 0, seq)).isPresent())
                .toArray();
        assertThat(seconds)
                .containsExactly(LongStream.range(0, 16).map(at -> 2 * at).toArray());
        assertThat(watched.of(PictureFrame.blank("yard", 0, 0))).isPresent();
    }

    @Test
    void aStreamThatPlaysSlowerThanTheWallsClockHasOneASecondOfItsOwn() {
        AtomicLong wall = new AtomicLong();
        Previewer watched = new Previewer("run-1", PreviewOptions.defaults(), Optional.of(wall::get));
        long[] seconds = LongStream.range(0, 6)
                .filter(seq -> {
                    wall.addAndGet(2_000_000);
                    return watched.of(PictureFrame.blank("door", 0, seq)).isPresent();
                })
                .toArray();
        assertThat(seconds).containsExactly(0, 2, 4);
    }

    @Test
    void beginsAnewWithEachEpochAndStream() {
        assertThat(previewer.of(PictureFrame.blank("door", 0, 0))).isPresent();
        assertThat(previewer.of(PictureFrame.blank("door", 0, 1))).isEmpty();
        assertThat(previewer.of(PictureFrame.blank("door", 1, 1))).isPresent();
        assertThat(previewer.of(new FrameEvent("door", 1, StreamEvent.Kind.ENDED, "", 2, true, Map.of(), 0)))
                .isEmpty();
        assertThat(previewer.of(PictureFrame.blank("door", 1, 1))).isPresent();
    }

    @Test
    void aPictureHasTheShapeOfItsSourceAndTheFramesColours() throws IOException {
        byte[] pixels = new byte[224 * 224 * 3];
        for (int at = 0; at < pixels.length; at += 3) {
            pixels[at] = (byte) (at / 3 % 224 < 112 ? 200 : 20);
            pixels[at + 2] = (byte) 90;
        }
        PictureFrame frame = new PictureFrame("door", 3, 5, 224, pixels, new AtomicInteger());
        Preview preview = previewer.of(frame).orElseThrow();
        assertThat(preview.width()).isEqualTo(398);
        assertThat(preview.height()).isEqualTo(224);
        assertThat(preview.epoch()).isEqualTo(3);
        assertThat(preview.span()).isEqualTo(frame.span());
        assertThat(frame.releases()).hasValue(0);
        BufferedImage shown = ImageIO.read(new ByteArrayInputStream(preview.jpeg()));
        assertThat(shown.getWidth()).isEqualTo(398);
        assertThat(colour(shown, 80)).isEqualTo("200 0 90");
        assertThat(colour(shown, 320)).isEqualTo("20 0 90");
    }

    @Test
    void whatPeopleWatchIsStretchedByThePage() throws IOException {
        Previewer watched = new Previewer("run-1", PreviewOptions.defaults(), Optional.of(() -> 0L));
        Preview preview = watched.of(new PictureFrame("door", 0, 0, 224, new byte[224 * 224 * 3], new AtomicInteger()))
                .orElseThrow();
        assertThat(preview.width()).isEqualTo(398);
        assertThat(preview.height()).isEqualTo(224);
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(preview.jpeg()));
        assertThat(drawn.getWidth()).isEqualTo(224);
        assertThat(drawn.getHeight()).isEqualTo(224);
    }

    @Test
    void aPictureOfACroppedFrameKeepsTheFramesShape() {
        PictureFrame frame = new PictureFrame("door", 0, 0, 64, true, new byte[64 * 64 * 3], new AtomicInteger());
        Preview preview = previewer.of(frame).orElseThrow();
        assertThat(preview.width()).isEqualTo(64);
        assertThat(preview.height()).isEqualTo(64);
    }

    @Test
    void aPictureIsNeverLargerThanATopicTakes() throws IOException {
        byte[] noise = new byte[1024 * 1024 * 3];
        new Random(7).nextBytes(noise);
        Previewer large = new Previewer("run-1", new PreviewOptions(Duration.ofSeconds(1), 1024, true));
        Preview preview = large.of(new PictureFrame("door", 0, 0, 1024, noise, new AtomicInteger()))
                .orElseThrow();
        assertThat(preview.jpeg().length).isLessThanOrEqualTo(Preview.LARGEST_BYTES);
        assertThat(ImageIO.read(new ByteArrayInputStream(preview.jpeg())).getWidth())
                .isEqualTo(preview.width());
    }

    /** Rounded to tens, since a JPEG is not exact. */
    private static String colour(BufferedImage shown, int x) {
        int rgb = shown.getRGB(x, 100);
        return tens(rgb >> 16) + " " + tens(rgb >> 8) + " " + tens(rgb);
    }

    private static int tens(int channel) {
        return Math.round((channel & 0xff) / 10f) * 10;
    }
}
