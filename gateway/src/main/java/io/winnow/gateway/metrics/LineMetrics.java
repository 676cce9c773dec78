package io.winnow.gateway.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.winnow.gateway.keys.StreamScope;
import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.live.Views;
import io.winnow.metrics.GatewayMetrics;
import io.winnow.metrics.MetricNames;
import io.winnow.metrics.MetricNames.Metric;
import io.winnow.records.MetricSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the topics tell of the line, for Prometheus. A subtask that has told nothing for a minute is gone, and its series with it. */
public final class LineMetrics implements MultiCollector {
    private static final Duration GONE = Duration.ofMinutes(1);
    private static final double SECOND = 1_000;

    private final LiveState state;
    private final Labels pipeline;

    /** @param pipeline the name that each series is labelled with */
    public LineMetrics(LiveState state, String pipeline) {
        this.state = state;
        this.pipeline = Labels.of("pipeline", pipeline);
    }

    @Override
    public MetricSnapshots collect() {
        List<Family> families = new ArrayList<>();
        List<MetricSnapshot> snapshots = state.snapshots(GONE);
        Views.Line line = state.lineView();
        MetricNames.ALL.forEach(metric -> families.add(stages(metric, snapshots)));
        families.add(streams());
        Optional.ofNullable(line.snapshotAgeMillis()).ifPresent(age -> {
            families.add(new Family(GatewayMetrics.SNAPSHOT_AGE).add(pipeline, age / SECOND));
            families.add(new Family(GatewayMetrics.LINE_SILENT)
                    .add(pipeline, line.state() == Views.Line.State.SILENT ? 1 : 0));
        });
        if (!line.run().isEmpty()) {
            families.add(one(GatewayMetrics.RUN, line.run(), 1));
        }
        Family unreadable = new Family(GatewayMetrics.UNREADABLE);
        line.unreadable().forEach((topic, count) -> unreadable.add(pipeline.add("topic", topic), count));
        families.add(unreadable);
        MetricSnapshots.Builder collected = MetricSnapshots.builder();
        families.stream()
                .filter(family -> !family.isEmpty())
                .map(Family::snapshot)
                .forEach(collected::metricSnapshot);
        return collected.build();
    }

    private Family stages(Metric metric, List<MetricSnapshot> snapshots) {
        Family family = new Family(metric);
        for (MetricSnapshot snapshot : snapshots) {
            Labels labels =
                    pipeline.add("stage", snapshot.stage()).add("subtask", Integer.toString(snapshot.subtask()));
            family.addAll(labels, snapshot.values());
        }
        return family;
    }

    private Family streams() {
        Family family = new Family(GatewayMetrics.STREAMS);
        state.streamViews(StreamScope.WHOLE).stream()
                .collect(Collectors.groupingBy(Views.Stream::state, Collectors.counting()))
                .forEach((its, count) -> family.add(pipeline.add(GatewayMetrics.STREAMS.label(), its), count));
        return family;
    }

    private Family one(Metric metric, String label, double value) {
        return new Family(metric).add(pipeline.add(metric.label(), label), value);
    }
}
