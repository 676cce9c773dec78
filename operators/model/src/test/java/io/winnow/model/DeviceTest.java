package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "cuda", "cuda:1", "cuda:15"})
    void whatIsWrittenIsReadBack(String text) {
        assertThat(Device.parse(" " + text + " ")).hasToString(text);
    }

    @Test
    void theFirstGpuNeedsNoNumber() {
        assertThat(Device.parse("cuda:0")).isEqualTo(Device.parse("cuda"));
    }

    @Test
    void gpusAreOfOneKindWhicheverComputes() {
        assertThat(Device.parse("cuda:3").kind()).isEqualTo("cuda");
        assertThat(Device.CPU.kind()).isEqualTo("cpu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "cuda:", "cuda:-1", "cuda:100", "CPU", "rocm"})
    void anythingElseIsRefusedWithWhatThereIs(String text) {
        assertThatThrownBy(() -> Device.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write cpu, cuda for the first GPU, or cuda:N");
    }

    @Test
    void theProcessorAlwaysComputes() {
        assertThat(Device.CPU.problem()).isEmpty();
    }

    @Test
    void aGpuSaysWhatItLacks() {
        assertThat(new Device.Cuda(0).problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("computes on processors alone"));
    }
}
