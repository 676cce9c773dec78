package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {
    private static Processor flags(String flags) {
        return Processor.of("amd64", List.of("processor\t: 0", "flags\t\t: fpu sse2 " + flags, "processor\t: 1"));
    }

    @Test
    void familiesFollowTheFlags() {
        assertThat(flags("avx2 avx512f avx512_vnni amx_int8").family()).isEqualTo("amx");
        assertThat(flags("avx2 avx_vnni").family()).isEqualTo("vnni");
        assertThat(flags("avx2 fma").family()).isEqualTo("avx2");
        assertThat(flags("").family()).isEqualTo("amd64");
    }

    @Test
    void enginesWithoutInstructionsAreUnfit() {
        Processor plain = flags("avx2 avx512f");
        assertThat(EngineKind.ONNX_FP32.unfit(plain)).isEmpty();
        assertThat(EngineKind.ONNX_INT8.unfit(plain))
                .hasValueSatisfying(why -> assertThat(why).contains("int8"));
        assertThat(EngineKind.TORCH_BF16.unfit(plain))
                .hasValueSatisfying(why -> assertThat(why).contains("bfloat16"));
    }

    @Test
    void enginesWithInstructionsAreFit() {
        assertThat(EngineKind.ONNX_INT8.unfit(flags("avx2 avx_vnni"))).isEmpty();
        assertThat(EngineKind.TORCH_BF16.unfit(flags("avx2 avx512_bf16"))).isEmpty();
        Processor arm = Processor.of("aarch64", List.of("Features\t: fp asimd asimddp bf16"));
        assertThat(EngineKind.ONNX_INT8.unfit(arm)).isEmpty();
        assertThat(EngineKind.TORCH_BF16.unfit(arm)).isEmpty();
    }

    @Test
    void aKernelThatListsNothingKnowsNoFlags() {
        assertThat(Processor.of("amd64", List.of()).flags()).isEmpty();
    }

    @Test
    void thisMachineHasAFamily() {
        assertThat(Processor.here().family()).isNotEmpty();
    }
}
