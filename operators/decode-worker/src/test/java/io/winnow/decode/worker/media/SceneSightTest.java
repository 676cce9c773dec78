package io.winnow.decode.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.worker.wire.Choice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SceneSightTest {
    private static final int SIDE = 64;

    @TempDir
    private static Path folder;

    private static Drawn drawn;

    @BeforeAll
    static void load() throws IOException {
        Natives.load();
        drawn = new Drawn(folder);
    }

    private static List<Long> chosen(Path file, double threshold) throws IOException {
        Choice scene = new Choice(Choice.Kind.SCENE, threshold);
        return Decoded.of(file, Decoded.job(file, scene, 1)).frames().facts.stream()
                .map(FrameFacts::seq)
                .toList();
    }

    /** The command's pictures, each held against the last one chosen. */
    private static List<Long> slowly(Path file, double threshold) throws IOException {
        List<byte[]> pictures = drawn.luma(file, SIDE);
        List<Long> chosen = new ArrayList<>();
        byte[] last = new byte[0];
        for (int i = 0; i < pictures.size(); i++) {
            byte[] picture = pictures.get(i);
            double sum = 0;
            for (int y = 0; y < SIDE && i > 0; y++) {
                for (int x = 0; x < SIDE; x++) {
                    sum += Math.abs((picture[y * SIDE + x] & 255) - (last[y * SIDE + x] & 255)) / 255.0;
                }
            }
            if (i == 0 || sum / SIDE / SIDE > threshold) {
                chosen.add((long) i);
                last = picture;
            }
        }
        return chosen;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.03, 0.1, 0.9})
    void framesAreChosenAsBySlowComparison(double threshold) throws IOException {
        for (String encoder : List.of("libopenh264", "mjpeg")) {
            Path file = drawn.file(encoder + threshold + ".mkv", Drawn.MOVING, "-c:v", encoder);
            assertThat(chosen(file, threshold)).isEqualTo(slowly(file, threshold));
        }
    }

    @Test
    void aCutIsChosenAndWhatStaysIsNot() throws IOException {
        String source = "color=black:size=160x120:rate=25:duration=0.4[a];"
                + "color=white:size=160x120:rate=25:duration=0.4[b];[a][b]concat";
        Path file = drawn.file("cut.mkv", source, "-c:v", "ffv1");
        assertThat(chosen(file, 0.5)).containsExactly(0L, 10L);
    }

    @Test
    void changesTooSlowToSeeFromFrameToFrameAddUp() throws IOException {
        Path file = drawn.file("fade.mkv", "color=white:size=160x120:rate=25:duration=2,fade=in:0:50", "-c:v", "ffv1");
        List<Long> chosen = chosen(file, 0.3);
        assertThat(chosen).hasSizeBetween(3, 4).startsWith(0L);
    }

    @Property
    void theDifferenceIsAShareAndTheSameEitherWay(@ForAll @Size(9) byte[] one, @ForAll @Size(9) byte[] other) {
        double difference = SceneSight.difference(one, other);
        assertThat(difference).isBetween(0.0, 1.0).isEqualTo(SceneSight.difference(other, one));
        assertThat(SceneSight.difference(one, one)).isZero();
    }

    @Test
    void fromBlackToWhiteIsOne() {
        assertThat(SceneSight.difference(new byte[] {0, 0}, new byte[] {-1, -1}))
                .isEqualTo(1);
    }
}
