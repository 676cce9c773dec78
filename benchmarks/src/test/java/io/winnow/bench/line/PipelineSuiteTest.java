package io.winnow.bench.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.bench.Ratio;
import io.winnow.bench.media.Clips;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineSuiteTest {

    @Test
    void pipelinesAndTheLoopTokenizeTheSameFrames() throws IOException {
        try (Clips clips = Clips.open()) {
            List<Ratio> ratios = PipelineSuite.compare(clips, Load.dense(clips, 180, 3, 2), 1);
            assertThat(ratios).extracting(Ratio::of).containsExactly("pipeline, local edge", "pipeline, kafka edge");
            assertThat(ratios).allSatisfy(ratio -> assertThat(ratio.median()).isPositive());
        }
    }

    @Test
    void manyStreamsAreComparedWithOneAndWithTheLoop() throws IOException {
        try (Clips clips = Clips.open()) {
            List<Ratio> ratios = new ArrayList<>();
            StreamsSuite.compare(
                    clips, Load.camera(clips, 180, 10, 2, 3), Load.camera(clips, 180, 10, 2, 1), 1, ratios::add);
            assertThat(ratios)
                    .extracting(Ratio::to)
                    .containsExactly("1 stream of 320x180 at 10 fps, 2 fps of them", "bare loop");
            assertThat(ratios).allSatisfy(ratio -> assertThat(ratio.median()).isPositive());
        }
    }

    @Test
    void aRunThatTokenizesOtherFramesIsRefused() throws IOException {
        try (Clips clips = Clips.open()) {
            Load load = Load.dense(clips, 180, 2, 3);
            assertThat(load.frames()).isEqualTo(12);
            assertThatThrownBy(() -> load.check(11)).hasMessageContaining("11 frames");
        }
    }
}
