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
        assertThat(new MetricsOptions("9249", 0, "").address())
                .contains(InetSocketAddress.createUnresolved("127.0.0.1", 9249));
        assertThat(new MetricsOptions("0.0.0.0:9250", 0, "").address())
                .contains(InetSocketAddress.createUnresolved("0.0.0.0", 9250));
        assertThat(new MetricsOptions("[::1]:9250", 0, "").address())
                .contains(InetSocketAddress.createUnresolved("[::1]", 9250));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "65536", "host", "http://host:9249", "host:9249/metrics", "a b:9249", "user@host:9249"})
    void whatIsNoAddressIsRefused(String address) {
        assertThatThrownBy(() -> new MetricsOptions(address, 0, ""))
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

    @Test
    void tracesNeedAShareAndSomebodyWhoIsTold() {
        assertThat(refusal("traces.ratio=0.1").where()).isEqualTo("--set traces.ratio=0.1");
        assertThat(refusal("traces.otlp=http://collector:4318/v1/traces").what())
                .contains("traces.ratio", "was not written");
        assertThat(parse("traces.ratio=0", "traces.otlp=http://collector:4318/v1/traces")
                        .metrics()
                        .tracesRatio())
                .isZero();
        assertThat(refusal("traces.ratio=2").what()).contains("between 0 and 1");
        assertThat(refusal("traces.ratio=-0.1").what()).contains("between 0 and 1");
        assertThat(refusal("traces.ratio=NaN").what()).contains("traces.ratio");
        assertThat(refusal("traces.ratio=some").what()).contains("traces.ratio");
        assertThat(refusal("traces.otlp=http://c:4318/v1/traces", "flink.rest=http://flink:8081")
                        .hint())
                .contains("docs/metrics.md");
        MetricsOptions told = parse("traces.ratio=0.1", "traces.otlp=http://collector:4318/v1/traces")
                .metrics();
        assertThat(told.tracesRatio()).isEqualTo(0.1);
        assertThat(parse("traces.ratio=0.1", "flink.rest=http://flink:8081")
                        .metrics()
                        .tracesRatio())
                .isEqualTo(0.1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "collector:4318",
                "http://collector:4318",
                "http://collector:4318/",
                "http://:4318/v1/traces",
                "http://collector:65536/v1/traces",
                "grpc://collector:4317/v1/traces",
                "http://a b/v1/traces",
                "http://user:secret@collector:4318/v1/traces"
            })
    void whatIsNoCollectorsAddressIsRefusedWithoutTellingIt(String address) {
        assertThatThrownBy(() -> new MetricsOptions("", 1, address))
                .hasMessage(
                        "traces.otlp is http://HOST:PORT/v1/traces, or another address of that form, without a user");
    }

    private static PipelineDefinition parse(String... overrides) {
        return PipelineDefinition.parse(
                "name: shop\nsources: [/door.mp4]\n", "shop.yaml", Path.of("/pipelines"), List.of(overrides));
    }

    private static DefinitionException refusal(String... overrides) {
        return catchThrowableOfType(DefinitionException.class, () -> parse(overrides));
    }
}
