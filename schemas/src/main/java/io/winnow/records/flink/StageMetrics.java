package io.winnow.records.flink;

import io.winnow.metrics.MetricNames;
import io.winnow.metrics.MetricNames.Kind;
import io.winnow.metrics.MetricNames.Metric;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * Registers a stage's metrics by the names of {@link MetricNames}, with the stage and the reason as labels, as every reporter expects them. One an operator; counters are for its task's
 * thread alone.
 */
public final class StageMetrics {
    private static final int HISTOGRAM_WINDOW = 1_000;

    private final MetricGroup group;
    private final Map<String, Counter> counters = new HashMap<>();

    private StageMetrics(MetricGroup group) {
        this.group = group;
    }

    /**
     * For one operator.
     *
     * @param operator the operator's metric group
     * @param stage {@code decode}, {@code tokenize}, {@code prune}, {@code read} or {@code archive}
     */
    public static StageMetrics of(MetricGroup operator, String stage) {
        return new StageMetrics(operator.addGroup("stage", stage));
    }

    /** The counter of this name; the same at each call. */
    public Counter counter(String name) {
        require(name, Kind.COUNTER, false);
        return counters.computeIfAbsent(name, key -> group.counter(name, new SimpleCounter()));
    }

    /** The counter of this name and label, such as a reason; the same at each call. */
    public Counter counter(String name, String label) {
        Metric metric = require(name, Kind.COUNTER, true);
        return counters.computeIfAbsent(
                MetricNames.labelled(name, metric.label(), label),
                key -> group.addGroup(metric.label(), label).counter(name, new SimpleCounter()));
    }

    /** Reports a value when asked for it, from the reporter's thread. */
    public void gauge(String name, Supplier<? extends Number> value) {
        require(name, Kind.GAUGE, false);
        group.gauge(name, (Gauge<Number>) value::get);
    }

    /** Reports a value under a label, such as the bundle. */
    public void gauge(String name, String label, Supplier<? extends Number> value) {
        Metric metric = require(name, Kind.GAUGE, true);
        group.addGroup(metric.label(), label).gauge(name, (Gauge<Number>) value::get);
    }

    /** A distribution over the last {@value #HISTOGRAM_WINDOW} values; safe for use by many threads. */
    public Histogram histogram(String name) {
        require(name, Kind.HISTOGRAM, false);
        return group.histogram(name, new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
    }

    private static Metric require(String name, Kind kind, boolean labelled) {
        Metric metric = MetricNames.of(name);
        if (metric.kind() != kind || metric.label().isEmpty() == labelled) {
            throw new IllegalArgumentException("metric " + name + " is listed as a " + metric.kind() + " with "
                    + (metric.label().isEmpty() ? "no label" : "the label " + metric.label()));
        }
        return metric;
    }
}
