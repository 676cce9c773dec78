package io.winnow.decode.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.DecodeOptions;
import io.winnow.decode.FramePolicy;
import io.winnow.decode.flink.Told.Failed;
import io.winnow.decode.flink.Told.Happened;
import io.winnow.decode.flink.Told.Shown;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
    private static final int FRAMES = 10;

    @TempDir
    Path media;

    private static DecodeOptions tenFrames() {
        return DecodeOptions.defaults().withPolicy(new FramePolicy.KeepAll()).withLimitFrames(FRAMES);
    }

    @Test
    void aFileOverALimitIsOneDeadLetterAndItsNeighboursAreReadWhole() throws Exception {
        Path longer = Media.clip(media.resolve("longer.mp4"), 2 * FRAMES);
        Media.clip(media.resolve("shorter.mp4"), FRAMES);
        try (Bench bench = new Bench(tenFrames(), InstantSource.system())) {
            List<Told> told = bench.readAll(bench.splits(media.toString(), "keep-all"));
            assertThat(told.stream().filter(Failed.class::isInstance))
                    .containsExactly(new Failed("s/longer.mp4", "LIMIT", longer.toString(), 1));
            assertThat(told.stream().filter(Shown.class::isInstance)).hasSize(2 * FRAMES);
            assertThat(told)
                    .contains(
                            new Happened("s/longer.mp4", 0, "ENDED", "LIMIT", FRAMES),
                            new Happened("s/shorter.mp4", 0, "ENDED", "", FRAMES));
        }
    }
}
