package io.winnow.jobs.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsOptionsTest {

    @Test
    void nobodyIsAnsweredUnlessToldTo() {
        assertThat(MetricsOptions.defaults().address()).isEmpty();
    }

    @Test
    void aPortAloneIsOfTheLoopbackInterface() {
        assertThat(new MetricsOptions("9249").address())
                .contains(InetSocketAddress.createUnresolved("127.0.0.1", 9249));
        assertThat(new MetricsOptions("0.0.0.0:9250").address())
                .contains(InetSocketAddress.createUnresolved("0.0.0.0", 9250));
        assertThat(new MetricsOptions("[::1]:9250").address())
                .contains(InetSocketAddress.createUnresolved("[::1]", 9250));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "65536", "host", "http://host:9249", "host:9249/metrics", "a b:9249", "user@host:9249"})
    void whatIsNoAddressIsRefused(String address) {
        assertThatThrownBy(() -> new MetricsOptions(address))
                .hasMessage("metrics.prometheus is a port between 1 and 65535, or HOST:PORT, not " + address);
    }

    @Test
    void aClusterHasReportersOfItsOwn() {
        DefinitionException refusal = catchThrowableOfType(
                DefinitionException.class,
                () -> PipelineDefinition.parse(
                        "name: shop\nsources: [/door.mp4]\nmetrics.prometheus: 9249\n",
                        "shop.yaml",
                        Path.of("/pipelines"),
                        List.of("flink.rest=http://flink:8081")));
        assertThat(refusal.where()).isEqualTo("shop.yaml:3");
        assertThat(refusal.hint()).contains("docs/metrics.md");
    }
}
