package io.winnow.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.bench.Ratio;
import io.winnow.bench.media.Clips;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The suite with few clients, for seconds. */
@Timeout(300)
class GatewaySuiteTest {

    @Test
    void everyoneIsAnsweredAndNobodyIsLetGo() throws IOException, InterruptedException {
        List<Ratio> ratios = new ArrayList<>();
        try (Clips clips = Clips.open();
                ServedLine line = ServedLine.start(clips.folder(), 2, 2)) {
            Clients clients = new Clients(200, 40, 2, Duration.ofSeconds(6));
            new Serving(line, clients, "2 cameras at 2 fps", true).measure(Duration.ofSeconds(1), ratios::add);
        }
        assertThat(ratios).hasSize(7);
        assertThat(ratios.subList(0, 3))
                .allSatisfy(ratio -> assertThat(ratio.median())
                        .as("%s: %s; %s", ratio.ratio(), ratio.of(), ratio.to())
                        .isEqualTo(1));
        assertThat(ratios).allSatisfy(ratio -> assertThat(ratio.median()).isPositive());
    }
}
