package io.winnow.jobs.metrics;

import io.winnow.jobs.run.JobName;
import io.winnow.metrics.MetricNames;
import io.winnow.records.MetricSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;

/** Winnow's metrics among all that Flink reports, gathered by stage and subtask. What several operators of a stage count under one name is added. */
final class Snapshots {
    private static final Map<String, MetricNames.Metric> KNOWN =
            MetricNames.ALL.stream().collect(Collectors.toMap(MetricNames.Metric::name, Function.identity()));

    private final Map<Metric, Place> places = new ConcurrentHashMap<>();

    /** What counters came to that are gone, until it has been told once. */
    private final Map<Owner, Map<String, Double>> ended = new HashMap<>();

    /** Whose snapshot a metric belongs to. */
    record Owner(JobName job, String stage, int subtask) {}

    private record Place(Owner owner, String name) {}

    /**
     * Notes a metric, if it is Winnow's.
     *
     * @param variables of its group, named as Flink names them: {@code <stage>}
     */
    synchronized void add(Metric metric, String name, Map<String, String> variables) {
        MetricNames.Metric known = KNOWN.get(name);
        String stage = variables.get("<stage>");
        Optional<JobName> job = JobName.parse(variables.getOrDefault("<job_name>", ""));
        if (known == null || stage == null || job.isEmpty()) {
            return;
        }
        String label = known.label().isEmpty() ? null : variables.get("<" + known.label() + ">");
        int subtask = Integer.parseInt(variables.getOrDefault("<subtask_index>", "0"));
        Owner owner = new Owner(job.get(), stage, subtask);
        if (!isAlive(owner)) {
            ended.remove(owner);
        }
        places.put(metric, new Place(owner, label == null ? name : MetricNames.labelled(name, known.label(), label)));
    }

    private boolean isAlive(Owner owner) {
        return places.values().stream().anyMatch(place -> place.owner().equals(owner));
    }

    /** Flink removes a task's metrics when it ends, most often between two reports. */
    synchronized void remove(Metric metric) {
        Place place = places.remove(metric);
        if (place != null && metric instanceof Counter) {
            read(metric, place.name(), ended.computeIfAbsent(place.owner(), owner -> new TreeMap<>()));
        }
    }

    /** What every subtask of every stage has measured by now. */
    synchronized Map<Owner, MetricSnapshot> take(long atMillis) {
        Map<Owner, Map<String, Double>> values = new HashMap<>();
        ended.forEach((owner, counts) -> values.put(owner, new TreeMap<>(counts)));
        ended.keySet().removeIf(owner -> !isAlive(owner));
        places.forEach((metric, place) ->
                read(metric, place.name(), values.computeIfAbsent(place.owner(), owner -> new TreeMap<>())));
        Map<Owner, MetricSnapshot> snapshots = new HashMap<>();
        values.forEach((owner, measured) -> snapshots.put(
                owner, new MetricSnapshot(owner.job().run(), owner.stage(), owner.subtask(), measured, atMillis)));
        return snapshots;
    }

    private static void read(Metric metric, String name, Map<String, Double> values) {
        if (metric instanceof Counter counter) {
            values.merge(name, (double) counter.getCount(), Double::sum);
        } else if (metric instanceof Meter meter) {
            values.merge(name, (double) meter.getCount(), Double::sum);
        } else if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
            values.merge(name, number.doubleValue(), Double::sum);
        } else if (metric instanceof Histogram histogram && histogram.getCount() > 0) {
            HistogramStatistics statistics = histogram.getStatistics();
            values.merge(name + ".p50", statistics.getQuantile(0.5), Math::max);
            values.merge(name + ".p95", statistics.getQuantile(0.95), Math::max);
            values.merge(name + ".p99", statistics.getQuantile(0.99), Math::max);
            values.merge(name + ".max", (double) statistics.getMax(), Math::max);
        }
    }
}
