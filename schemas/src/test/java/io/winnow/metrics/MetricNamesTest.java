package io.winnow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
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
    void noMetricIsLabelledWithAStream() {
        assertThat(MetricNames.ALL).noneMatch(metric -> metric.label().equals("stream"));
        assertThat(MetricNames.labelled(MetricNames.DEAD_LETTERS, "reason", "DECODE"))
                .isEqualTo("deadLetters{reason=DECODE}");
    }
}
