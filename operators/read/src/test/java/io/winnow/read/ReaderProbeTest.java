package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.Bundle;
import io.winnow.model.EngineKind;
import io.winnow.model.EngineOptions;
import io.winnow.model.EngineTrials;
import io.winnow.model.ModelException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReaderProbeTest {

    @Test
    void everyEngineOfTheBundleIsTimedOrLeftOutWithAReason() {
        Bundle bundle = Bundle.open(TestWindows.MODELS.resolve("reader-small"));

        EngineTrials trials = ReaderProbe.run(bundle, EngineOptions.defaults());

        Set<EngineKind> found = new TreeSet<>(trials.millis().keySet());
        found.addAll(trials.leftOut().keySet());
        assertThat(found).isEqualTo(bundle.engines());
        assertThat(trials.millis().values()).allMatch(millis -> millis > 0);
        assertThat(trials.leftOut().values()).allMatch(reason -> !reason.isEmpty());
        assertThat(trials.millis()).containsKey(trials.best());
    }

    @Test
    void aBundleWithOneEngineKeepsIt() {
        Bundle bundle = Bundle.open(TestWindows.MODELS.resolve("reader-blind"));

        assertThat(ReaderProbe.run(bundle, EngineOptions.defaults()).best()).isEqualTo(EngineKind.ONNX_FP32);
    }

    @Test
    void aTokenizerHasNoEnginesToTime() {
        Bundle bundle = Bundle.open(TestWindows.MODELS.resolve("lite0-cells"));

        assertThatThrownBy(() -> ReaderProbe.run(bundle, EngineOptions.defaults()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("lite0-cells is no reader");
    }
}
