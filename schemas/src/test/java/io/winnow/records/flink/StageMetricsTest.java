package io.winnow.records.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.metrics.MetricNames;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class StageMetricsTest {
    private final StageMetrics metrics = StageMetrics.of(new UnregisteredMetricsGroup(), "prune");

    @Test
    void givesTheSameCounterForTheSameNameAndLabel() {
        metrics.counter(MetricNames.WINDOWS).inc();
        metrics.counter(MetricNames.WINDOWS).inc();
        metrics.counter(MetricNames.DEAD_LETTERS, "ID_RANGE").inc();
        assertThat(metrics.counter(MetricNames.WINDOWS).getCount()).isEqualTo(2);
        assertThat(metrics.counter(MetricNames.DEAD_LETTERS, "ID_RANGE").getCount())
                .isEqualTo(1);
        assertThat(metrics.counter(MetricNames.DEAD_LETTERS, "UNKNOWN_SCHEMA").getCount())
                .isZero();
    }

    @Test
    void refusesWhatIsNotListedThatWay() {
        assertThatThrownBy(() -> metrics.counter("windowz")).hasMessageContaining("not in the list");
        assertThatThrownBy(() -> metrics.counter(MetricNames.DEAD_LETTERS)).hasMessageContaining("the label reason");
        assertThatThrownBy(() -> metrics.counter(MetricNames.WINDOWS, "x")).hasMessageContaining("no label");
        assertThatThrownBy(() -> metrics.gauge(MetricNames.BUNDLE, () -> 1)).hasMessageContaining("the label bundle");
        assertThatThrownBy(() -> metrics.histogram(MetricNames.WINDOWS)).hasMessageContaining("COUNTER");
    }

    @Test
    void keepsADistribution() {
        Histogram histogram = metrics.histogram(MetricNames.BATCH_SIZE);
        histogram.update(3);
        histogram.update(5);
        assertThat(histogram.getStatistics().getMax()).isEqualTo(5);
    }
}
