package io.winnow.gateway.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.winnow.metrics.MetricNames.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One metric with its values by their labels, which becomes a family of Prometheus. */
final class Family {
    private static final String TOTAL = "_total$";
    /** The marks of a distribution in a snapshot, by their quantiles. */
    private static final Map<String, Double> QUANTILES = Map.of(".p50", 0.5, ".p99", 0.99, ".max", 1.0);

    private final Metric metric;
    private final Map<Labels, Double> values = new LinkedHashMap<>();
    private final Map<Labels, Quantiles.Builder> distributions = new LinkedHashMap<>();

    Family(Metric metric) {
        this.metric = metric;
    }

    /** Takes one value in, in the unit of the list. */
    Family add(Labels labels, double value) {
        values.put(labels, value * metric.scale());
        return this;
    }

    /**
     * Takes in what a snapshot holds of this metric.
     *
     * @param values by name, as snapshots write it
     */
    void addAll(Labels labels, Map<String, Double> values) {
        values.forEach((key, value) -> {
            if (key.equals(metric.name())) {
                add(labels, value);
            } else if (key.startsWith(metric.name() + "{" + metric.label() + "=")) {
                add(labels.add(metric.label(), key.substring(key.indexOf('=') + 1, key.length() - 1)), value);
            } else if (key.startsWith(metric.name() + ".")) {
                Optional.ofNullable(QUANTILES.get(key.substring(metric.name().length())))
                        .ifPresent(quantile -> distributions
                                .computeIfAbsent(labels, its -> Quantiles.builder())
                                .quantile(quantile, value * metric.scale()));
            }
        });
    }

    boolean isEmpty() {
        return values.isEmpty() && distributions.isEmpty();
    }

    MetricSnapshot snapshot() {
        String name = metric.prometheus().replaceFirst(TOTAL, "");
        return switch (metric.kind()) {
            case COUNTER -> {
                CounterSnapshot.Builder counter =
                        CounterSnapshot.builder().name(name).help(metric.text());
                values.forEach((labels, value) -> counter.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build()));
                yield counter.build();
            }
            case GAUGE -> {
                GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(metric.text());
                values.forEach((labels, value) -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build()));
                yield gauge.build();
            }
            case HISTOGRAM -> {
                SummarySnapshot.Builder summary =
                        SummarySnapshot.builder().name(name).help(metric.text());
                distributions.forEach((labels, quantiles) -> summary.dataPoint(SummaryDataPointSnapshot.builder()
                        .labels(labels)
                        .quantiles(quantiles.build())
                        .build()));
                yield summary.build();
            }
        };
    }
}
