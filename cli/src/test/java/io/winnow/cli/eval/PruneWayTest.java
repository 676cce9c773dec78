package io.winnow.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PruneWayTest {
    @Test
    void whatKeepsEverythingComesFirstAndTokenizersOfClipsLast() {
        assertThat(PruneWay.all(List.of(1.0, 0.1)))
                .extracting(PruneWay::pruner)
                .containsExactly(
                        "keep-all",
                        "keep-all + stage 2",
                        "todre, k-center",
                        "todre, k-center + stage 2",
                        "todre, k-center, spread",
                        "todre, max-sum",
                        "todre, max-sum + stage 2",
                        "temporal",
                        "uniform",
                        "random",
                        "vqtoken, 8",
                        "vqtoken, 16",
                        "vqtoken, 32",
                        "vqtoken, adaptive");
    }

    @Test
    void everyWayButThoseOfClipsKeepsWhatItSays() {
        assertThat(PruneWay.all(List.of(0.1)))
                .filteredOn(way -> way.keep() < 1)
                .allMatch(way -> way.settings().contains("prune.keep=0.1") && !way.clips())
                .hasSize(8);
    }

    @Test
    void onlyWaysWithTheSecondStageLetTheReaderDropTokens() {
        assertThat(PruneWay.all(List.of(0.1)))
                .allSatisfy(way -> assertThat(way.all())
                        .last()
                        .isEqualTo(
                                way.pruner().endsWith(" + stage 2") ? "read.drop-below=0.1" : "read.drop-below=0.0"));
    }
}
