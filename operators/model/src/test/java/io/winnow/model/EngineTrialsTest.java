package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EngineTrialsTest {
    private static EngineTrials trials(Map<EngineKind, Double> millis) {
        return new EngineTrials(new TreeMap<>(millis), new TreeMap<>());
    }

    @Test
    void theFastestIsTheBest() {
        assertThat(trials(Map.of(EngineKind.ONNX_FP32, 50.0, EngineKind.ONNX_INT8, 30.0, EngineKind.TORCH_BF16, 20.0))
                        .best())
                .isEqualTo(EngineKind.TORCH_BF16);
    }

    @Test
    void anEngineThatIsHardlyFasterIsNotWorthItsRounding() {
        assertThat(trials(Map.of(EngineKind.ONNX_FP32, 50.0, EngineKind.ONNX_INT8, 46.0))
                        .best())
                .isEqualTo(EngineKind.ONNX_FP32);
    }

    @Test
    void theReferenceAloneIsTheBest() {
        assertThat(trials(Map.of(EngineKind.ONNX_FP32, 50.0)).best()).isEqualTo(EngineKind.ONNX_FP32);
    }

    @Test
    void trialsWithoutTheReferenceAreRefused() {
        assertThatThrownBy(() -> trials(Map.of(EngineKind.ONNX_INT8, 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reference");
    }

    @Test
    void trialsSayWhatWasTimedAndWhatWasNot() {
        EngineTrials trials = new EngineTrials(
                new TreeMap<>(Map.of(EngineKind.ONNX_FP32, 50.0, EngineKind.ONNX_INT8, 30.04)),
                new TreeMap<>(Map.of(EngineKind.TORCH_BF16, "PyTorch is not installed")));
        assertThat(trials)
                .hasToString("onnx-fp32 50.0 ms, onnx-int8 30.0 ms; not torch-bf16: PyTorch is not installed");
    }
}
