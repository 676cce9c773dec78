package io.winnow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricNamesTest {

    @Test
    void everyNameIsListedOnceAndDescribed() throws Exception {
        for (Field field : MetricNames.class.getFields()) {
            if (field.getType() == String.class) {
                Object name = field.get(null);
                assertThat(MetricNames.ALL.stream()
                                .filter(metric -> metric.name().equals(name)))
                        .as("%s", name)
                        .singleElement()
                        .satisfies(metric -> assertThat(metric.text()).isNotBlank());
            }
        }
        assertThat(MetricNames.ALL)
                .hasSameSizeAs(Arrays.stream(MetricNames.class.getFields())
                        .filter(field -> field.getType() == String.class)
                        .toList());
    }

    @Test
    void namesForPrometheusAreInBaseUnitsAndSayWhatOnlyGrows() {
        assertThat(MetricNames.of(MetricNames.FRAMES_DROPPED).prometheus()).isEqualTo("winnow_frames_dropped_total");
        assertThat(MetricNames.of(MetricNames.DECODE_MICROS).prometheus()).isEqualTo("winnow_decode_seconds_total");
        assertThat(MetricNames.of(MetricNames.DECODE_MICROS).scale()).isEqualTo(1e-6);
        assertThat(MetricNames.of(MetricNames.FIRST_TOKEN_MS).prometheus()).isEqualTo("winnow_first_token_seconds");
        assertThat(MetricNames.of(MetricNames.FIRST_TOKEN_MS).scale()).isEqualTo(1e-3);
        assertThat(MetricNames.of(MetricNames.ENDPOINT_PRICE_MICROS).prometheus())
                .isEqualTo("winnow_endpoint_price_total");
        assertThat(MetricNames.of(MetricNames.BREAKER_OPEN).prometheus()).isEqualTo("winnow_breaker_open");
        assertThat(GatewayMetrics.SNAPSHOT_AGE.prometheus()).isEqualTo("winnow_snapshot_age_seconds");
        assertThat(Stream.concat(MetricNames.ALL.stream(), GatewayMetrics.ALL.stream()))
                .allMatch(metric -> metric.prometheus().matches("winnow(_[a-z0-9]+)+"))
                .extracting(MetricNames.Metric::prometheus)
                .doesNotHaveDuplicates();
    }

    @Test
    void noMetricIsLabelledWithAStream() {
        assertThat(MetricNames.ALL).noneMatch(metric -> metric.label().equals("stream"));
        assertThat(MetricNames.labelled(MetricNames.DEAD_LETTERS, "reason", "DECODE"))
                .isEqualTo("deadLetters{reason=DECODE}");
    }
}
