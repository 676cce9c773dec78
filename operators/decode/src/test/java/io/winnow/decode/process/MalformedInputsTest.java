package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.winnow.decode.PictureSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MalformedInputsTest {
    private static final Path FILES = Path.of(System.getProperty("winnow.root")).resolve("../shared/data/malformed");
    /** Of this one FFmpeg's own command makes other pictures from run to run, with one thread too. */
    private static final String UNSETTLED = "video/partial/h264-foreman_qcif.h264";

    private static final PictureSize SIZE = new PictureSize(64, 64);

    @TempDir
    private Path folder;

    @Test
    void eachEndsTheSameInAChildAsInThisProcessAndHarmsNoneThatFollows() throws Exception {
        List<Path> files = files();
        Path clip = Clips.h264(folder, 12);
        PoolOptions inside = new PoolOptions(1, 1L << 30, 16, SIZE, Sandbox.Wish.AUTO, true, Set.of());
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

    @Test
    void aChildMakesTheSamePicturesOfEachWhateverItDecodedBefore() throws Exception {
        List<Path> files =
                files().stream().filter(file -> !file.endsWith(UNSETTLED)).toList();
        Map<Path, List<String>> first = new HashMap<>();
        try (DecoderPool children = DecoderPool.open(PoolOptions.of(SIZE))) {
            for (Path file : files) {
                first.put(file, Told.all(children.open(request(file))).pictures());
            }
            for (int i = files.size() - 1; i >= 0; i--) {
                Path file = files.get(i);
                assertThat(Told.all(children.open(request(file))).pictures())
                        .as(file.toString())
                        .isEqualTo(first.get(file));
            }
        }
    }

    private static List<Path> files() throws IOException {
        assumeThat(FILES).exists();
        return Files.readAllLines(FILES.resolve("manifest.tsv")).stream()
                .skip(1)
                .map(line -> FILES.resolve(line.substring(0, line.indexOf('\t'))))
                .toList();
    }

    private static DecodeRequest request(Path file) {
        return new DecodeRequest(
                new DecodeInput.LocalFile(file),
                new Sampling.KeepAll(),
                ResumePoint.START,
                SIZE,
                DecodeLimits.defaults(),
                1);
    }

    /** Events without what differs from time to time: work, and pixels, which in a damaged picture may be memory of this process that was never written. */
    private static List<String> told(Decoders decoders, Path file) throws InterruptedException {
        return Told.all(decoders.open(request(file))).events().stream()
                .map(event -> event instanceof DecodeEvent.Picture picture
                        ? picture.seq() + " " + picture.startMicros() + "-" + picture.endMicros() + " "
                                + picture.sourceWidth() + "x" + picture.sourceHeight() + " " + picture.errors()
                        : event.toString())
                .toList();
    }
}
