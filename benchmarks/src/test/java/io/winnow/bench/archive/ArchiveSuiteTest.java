package io.winnow.bench.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.bench.Ratio;
import io.winnow.bench.media.Clips;
import io.winnow.bench.media.PictureFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveSuiteTest {

    @Test
    void jobAndLoopMakeTokensOfTheSamePictures() throws IOException {
        try (Clips clips = Clips.open()) {
            List<Path> drawn = PictureFiles.draw(clips, "drawn", 160, 120, 3);

            Ratio ratio = ArchiveSuite.job(clips, drawn, 10, 1);

            assertThat(ratio.of()).isEqualTo("archive's job");
            assertThat(ratio.median()).isPositive();
        }
    }

    @Test
    void batchesAreMeasuredWithEachTokenizerOfPictures() throws IOException {
        try (Clips clips = Clips.open()) {
            List<Path> drawn = PictureFiles.draw(clips, "drawn", 160, 120, 3);

            List<Ratio> ratios = ArchiveSuite.batches(clips, drawn, 4, 1);

            assertThat(ratios)
                    .extracting(Ratio::of)
                    .containsExactly("batches of 8", "tokens", "batches of 8", "tokens", "batches of 8", "tokens");
            assertThat(ratios)
                    .filteredOn(ratio -> ratio.of().equals("tokens"))
                    .allSatisfy(ratio -> assertThat(ratio.median()).isGreaterThanOrEqualTo(0.9));
        }
    }

    @Test
    void aKilledRunLosesAtMostAnObjectASlot() throws Exception {
        int pictures = 240;
        int shard = 4;
        try (Clips clips = Clips.open()) {
            List<Path> drawn = PictureFiles.draw(clips, "drawn", 64, 64, 3);

            List<Ratio> ratios = ArchiveSuite.killed(clips, drawn, pictures, shard, 1);

            int slots = Runtime.getRuntime().availableProcessors();
            assertThat(ratios.get(0).median()).isBetween((double) pictures / (pictures + slots * shard), 1.0);
        }
    }

    @Test
    void theCommandFindsNothingToDoInAnArchiveThatWasLaid() throws Exception {
        try (Clips clips = Clips.open()) {
            List<Ratio> ratios = IdleRatios.of(clips, 600, 1);

            assertThat(ratios.get(0).median()).isPositive();
            assertThat(ratios.get(1).median()).as(ratios.get(1).ratio()).isGreaterThanOrEqualTo(1);
        }
    }
}
