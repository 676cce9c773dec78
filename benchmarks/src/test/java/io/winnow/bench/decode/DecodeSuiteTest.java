package io.winnow.bench.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.bench.Ratio;
import io.winnow.bench.media.Clips;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DecodeSuiteTest {

    @Test
    void aSmallClipBecomesTheSamePicturesBothWays() throws IOException {
        try (Clips clips = Clips.open();
                PoolDecoding own = PoolDecoding.open()) {
            CommandDecoding rival = new CommandDecoding(clips.command());
            Ratio ratio = DecodeSuite.compare(own, rival, clips.draw(320, 180, 10, 1), 1, 1);
            assertThat(ratio.runs()).isEqualTo(1);
            assertThat(ratio.median()).isPositive();
            assertThat(ratio.notRun()).isEmpty();
        }
    }
}
