package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.winnow.decode.PictureSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MalformedInputsTest {
    private static final Path FILES = Path.of(System.getProperty("winnow.root")).resolve("../shared/data/malformed");
    private static final PictureSize SIZE = new PictureSize(64, 64);

    @TempDir
    private Path folder;

    @Test
    void eachEndsTheSameInAChildAsInThisProcessAndHarmsNoneThatFollows() throws Exception {
        assumeThat(FILES).exists();
        Path clip = Clips.h264(folder, 12);
        List<Path> files = Files.readAllLines(FILES.resolve("manifest.tsv")).stream()
                .skip(1)
                .map(line -> FILES.resolve(line.substring(0, line.indexOf('\t'))))
                .toList();
        PoolOptions inside = new PoolOptions(1, 1L << 30, 16, SIZE, Sandbox.Wish.AUTO, true);
        try (DecoderPool children = DecoderPool.open(PoolOptions.of(SIZE));
                DecoderPool here = DecoderPool.open(inside)) {
            List<String> healthy = told(children, clip);
            for (Path file : files) {
                List<String> told = told(children, file);
                assertThat(told).as(file.toString()).isEqualTo(told(here, file));
                assertThat(told.get(told.size() - 1)).as(file.toString()).doesNotContain("CRASHED");
            }
            assertThat(told(children, clip)).isEqualTo(healthy);
        }
        assertThat(files).hasSize(302);
    }

    /** Events without what differs from time to time: work, and pixels, which in a damaged picture may be memory that was never written. */
    private static List<String> told(Decoders decoders, Path file) throws InterruptedException {
        DecodeInput input = new DecodeInput.LocalFile(file);
        DecodeRequest request =
                new DecodeRequest(input, new Sampling.KeepAll(), ResumePoint.START, SIZE, DecodeLimits.defaults(), 1);
        return Told.all(decoders.open(request)).events().stream()
                .map(event -> event instanceof DecodeEvent.Picture picture
                        ? picture.seq() + " " + picture.startMicros() + "-" + picture.endMicros() + " "
                                + picture.sourceWidth() + "x" + picture.sourceHeight() + " " + picture.errors()
                        : event.toString())
                .toList();
    }
}
