package io.winnow.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.winnow.gateway.live.LiveState;
import io.winnow.metrics.GatewayMetrics;
import io.winnow.metrics.MetricNames;
import io.winnow.metrics.MetricNames.Kind;
import io.winnow.metrics.MetricNames.Metric;
import io.winnow.records.MetricSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineMetricsTest {
    private static final long NOW = 1_790_000_000_000L;

    private final Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
    private final LiveState state = new LiveState(Optional.empty(), clock);
    private final LineMetrics metrics = new LineMetrics(state, "shop");

    private List<String> scraped() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ExpositionFormats.init().getPrometheusTextFormatWriter().write(text, metrics.collect());
        return text.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void aSubtaskIsThereWhileItIsHeardWhateverTheClockOfItsMachineSays() throws IOException {
        measured("decode", 0, Map.of(MetricNames.STREAMS_ACTIVE, 2.0), NOW - 600_000);
        assertThat(scraped()).contains("winnow_streams_active{pipeline=\"shop\",stage=\"decode\",subtask=\"0\"} 2.0");
    }

    @Test
    void aPipelineThatWasStoppedIsNotSilent() throws IOException {
        state.add(new MetricSnapshot("run-1", "read", 0, Map.of(), NOW), NOW - 600_000);
        assertThat(scraped()).contains(GatewayMetrics.LINE_SILENT.prometheus() + "{pipeline=\"shop\"} 1.0");
        state.add(MetricSnapshot.ofStop("run-1", NOW));
        assertThat(scraped()).contains(GatewayMetrics.LINE_SILENT.prometheus() + "{pipeline=\"shop\"} 0.0");
    }

    private void measured(String stage, int subtask, Map<String, Double> values, long atMillis) {
        state.add(new MetricSnapshot("run-1", stage, subtask, values, atMillis));
    }

    @Test
    void countersAreOfTheirSubtasksAndLabelsInTheUnitsOfPrometheus() throws IOException {
        measured("decode", 0, Map.of(MetricNames.DECODE_MICROS, 1_500_000.0, "framesDropped{reason=POLICY}", 8.0), NOW);
        measured("decode", 1, Map.of(MetricNames.DECODE_MICROS, 500_000.0), NOW);
        assertThat(scraped())
                .contains(
                        "# TYPE winnow_decode_seconds_total counter",
                        "winnow_decode_seconds_total{pipeline=\"shop\",stage=\"decode\",subtask=\"0\"} 1.5",
                        "winnow_decode_seconds_total{pipeline=\"shop\",stage=\"decode\",subtask=\"1\"} 0.5",
                        "winnow_frames_dropped_total{pipeline=\"shop\",reason=\"POLICY\",stage=\"decode\",subtask=\"0\"} 8.0");
    }

    @Test
    void distributionsAreSummariesOfTheirMedianTheirHundredthAndTheirLargest() throws IOException {
        measured("read", 0, Map.of("answerMs.p50", 40.0, "answerMs.p99", 900.0, "answerMs.max", 1_000.0), NOW);
        assertThat(scraped())
                .contains(
                        "# TYPE winnow_answer_seconds summary",
                        "winnow_answer_seconds{pipeline=\"shop\",stage=\"read\",subtask=\"0\",quantile=\"0.5\"} 0.04",
                        "winnow_answer_seconds{pipeline=\"shop\",stage=\"read\",subtask=\"0\",quantile=\"0.99\"} 0.9",
                        "winnow_answer_seconds{pipeline=\"shop\",stage=\"read\",subtask=\"0\",quantile=\"1.0\"} 1.0");
    }

    @Test
    void everyMetricOfTheListIsScrapedByItsName() throws IOException {
        Map<String, Double> values = new HashMap<>();
        for (Metric metric : MetricNames.ALL) {
            String name = metric.name() + (metric.kind() == Kind.HISTOGRAM ? ".p50" : "");
            values.put(metric.label().isEmpty() ? name : MetricNames.labelled(name, metric.label(), "ONE"), 1.0);
        }
        measured("all", 0, values, NOW);
        state.unreadable("answers");
        List<String> lines = scraped();
        for (Metric metric : MetricNames.ALL) {
            assertThat(lines).anyMatch(line -> line.startsWith(metric.prometheus() + "{"));
        }
        assertThat(lines)
                .contains("winnow_run{pipeline=\"shop\",run=\"run-1\"} 1.0")
                .contains("winnow_gateway_unreadable_total{pipeline=\"shop\",topic=\"answers\"} 1.0");
    }

    @Test
    void aSubtaskThatTellsNothingAnyMoreIsGoneAndItsAgeIsSaid() throws IOException {
        long before = NOW - 61_000;
        state.add(new MetricSnapshot("run-1", "decode", 0, Map.of(MetricNames.STREAMS_ACTIVE, 2.0), before), before);
        assertThat(scraped())
                .noneMatch(line -> line.startsWith(
                        MetricNames.of(MetricNames.STREAMS_ACTIVE).prometheus() + "{"))
                .contains(GatewayMetrics.SNAPSHOT_AGE.prometheus() + "{pipeline=\"shop\"} 61.0")
                .contains(GatewayMetrics.LINE_SILENT.prometheus() + "{pipeline=\"shop\"} 1.0");
        measured("decode", 1, Map.of(MetricNames.STREAMS_ACTIVE, 2.0), NOW);
        assertThat(scraped()).contains(GatewayMetrics.LINE_SILENT.prometheus() + "{pipeline=\"shop\"} 0.0");
    }
}
