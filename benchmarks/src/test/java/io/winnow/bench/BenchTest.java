package io.winnow.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BenchTest {

    @Test
    void suitesAreFoundByName() {
        assertThat(Bench.suites()).contains("prune").doesNotHaveDuplicates();
    }

    @Test
    void anUnknownSuiteIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> Bench.run(List.of("prun"), true, Optional.empty(), Optional.empty(), line -> {}))
                .hasMessageContaining("no suite prun")
                .hasMessageContaining("prune");
    }

    @Test
    void aRatioIsTheMedianOfItsRuns() {
        Ratio ratio = Ratio.of("s", "r", "a", "b", new double[] {3, 1, 2, 10}, 1);
        assertThat(ratio.median()).isEqualTo(2.5);
        assertThat(ratio.min()).isEqualTo(1);
        assertThat(ratio.max()).isEqualTo(10);
        assertThat(ratio.json().keySet())
                .containsExactly("suite", "ratio", "of", "to", "median", "min", "max", "runs", "threads", "machine");
    }

    @Test
    void whatWasNotRunSaysWhy() {
        assertThat(Ratio.notRun("s", "r", "a", "b", 1, "b is missing").json())
                .containsEntry("runs", 0)
                .containsEntry("notRun", "b is missing");
    }
}
