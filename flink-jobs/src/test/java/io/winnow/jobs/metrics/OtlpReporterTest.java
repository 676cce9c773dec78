package io.winnow.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.winnow.jobs.definition.FlinkOptions;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.jobs.run.JobSettings;
import io.winnow.jobs.run.MemoryPlan;
import io.winnow.net.FreePort;
import io.winnow.otlp.OtlpReceiver;
import io.winnow.records.flink.StageTraces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.traces.SpanBuilder;
import org.apache.flink.traces.reporter.TraceReporter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpReporterTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String FRAME = "b7ad6b7169203331";
    private static final String WINDOW = "00f067aa0ba902b7";

    @TempDir
    Path folder;

    private static TraceReporter reporter(String collector) {
        Properties properties = new Properties();
        properties.setProperty("endpoint", collector);
        TraceReporter reporter = new OtlpReporterFactory().createTraceReporter(properties);
        reporter.open(new MetricConfig());
        return reporter;
    }

    private static SpanBuilder span(String name) {
        return org.apache.flink.traces.Span.builder(OtlpReporterTest.class, name)
                .setStartTsMillis(1_790_000_000_000L)
                .setEndTsMillis(1_790_000_000_250L);
    }

    private static SpanBuilder placed(String name, String id) {
        return span(name).setAttribute(StageTraces.TRACE, TRACE).setAttribute(StageTraces.SPAN, id);
    }

    private static ByteString id(String hex) {
        return ByteString.fromHex(hex);
    }

    private static Span named(List<Span> spans, String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void spansOfStagesApartAreOfOneTraceWhereTheySaySo() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            TraceReporter tokenize = reporter(receiver.address());
            tokenize.notifyOfAddedSpan(placed("frame", FRAME)
                    .addChild(span("decode"))
                    .setAttribute("seq", 7L)
                    .build(Map.of("<host>", "door")));
            TraceReporter prune = reporter(receiver.address());
            prune.notifyOfAddedSpan(placed("window", WINDOW)
                    .setAttribute(StageTraces.PARENT, FRAME)
                    .build(Map.of()));
            prune.notifyOfAddedSpan(span("checkpoint").build(Map.of()));
            Reporters.close();
            List<Span> spans = receiver.spans();
            Span frame = named(spans, "frame");
            assertThat(frame.getTraceId()).isEqualTo(id(TRACE));
            assertThat(frame.getSpanId()).isEqualTo(id(FRAME));
            assertThat(frame.getParentSpanId()).isEqualTo(ByteString.EMPTY);
            assertThat(frame.getEndTimeUnixNano() - frame.getStartTimeUnixNano())
                    .isEqualTo(Duration.ofMillis(250).toNanos());
            assertThat(OtlpReceiver.text(frame, "host")).contains("door");
            assertThat(OtlpReceiver.text(frame, StageTraces.TRACE)).isEmpty();
            Span decode = named(spans, "decode");
            assertThat(decode.getTraceId()).isEqualTo(id(TRACE));
            assertThat(decode.getParentSpanId()).isEqualTo(id(FRAME));
            Span window = named(spans, "window");
            assertThat(window.getTraceId()).isEqualTo(id(TRACE));
            assertThat(window.getSpanId()).isEqualTo(id(WINDOW));
            assertThat(window.getParentSpanId()).isEqualTo(id(FRAME));
            assertThat(named(spans, "checkpoint").getTraceId()).isNotEqualTo(id(TRACE));
        }
    }

    @Test
    void anAbsentCollectorHoldsNothingUpAndIsSentToOnceItIsThere() throws Exception {
        int port = FreePort.find();
        TraceReporter reporter = reporter("http://127.0.0.1:" + port + "/v1/traces");
        reporter.notifyOfAddedSpan(span("lost").build(Map.of()));
        try (OtlpReceiver receiver = OtlpReceiver.start(port)) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                reporter.notifyOfAddedSpan(span("frame").build(Map.of()));
                return !receiver.spans().isEmpty();
            });
        }
        reporter.notifyOfAddedSpan(span("late").build(Map.of()));
        Reporters.close();
        Reporters.close();
    }

    @Test
    void whatAJobTellsIsSentWhenItsFlinkHasEnded() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            try (EmbeddedFlink flink =
                    EmbeddedFlink.start(1, MemoryPlan.NONE, OtlpReporterFactory.configuration(receiver.address()))) {
                flink.client()
                        .submitJob(telling())
                        .thenCompose(flink.client()::requestJobResult)
                        .get(60, TimeUnit.SECONDS);
            }
            Reporters.close();
            assertThat(receiver.spans()).extracting(Span::getName).contains("1", "2", "3");
        }
    }

    private JobGraph telling() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(JobSettings.of(
                FlinkOptions.defaults(),
                CountingJob.NAME.toString(),
                folder.resolve("checkpoints").toUri().toString(),
                Optional.empty()));
        env.setParallelism(1);
        env.fromSequence(1, 3)
                .uid("numbers")
                .map(new Telling())
                .returns(Long.class)
                .uid("telling")
                .sinkTo(new DiscardingSink<>())
                .uid("away");
        return env.getStreamGraph().getJobGraph();
    }

    /** Tells a span of each number. */
    private static final class Telling extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1;

        @Override
        public Long map(Long number) {
            getRuntimeContext().getMetricGroup().addSpan(span(number.toString()));
            return number;
        }
    }

    @Test
    void aClusterThatNamesNoCollectorOrNoneThatCouldBeIsRefused() {
        OtlpReporterFactory factory = new OtlpReporterFactory();
        assertThatThrownBy(() -> factory.createTraceReporter(new Properties()))
                .hasMessageStartingWith("traces.reporter.otlp.endpoint is not set");
        assertThatThrownBy(() -> reporter("collector:4318")).hasMessageStartingWith("traces.otlp is http://HOST:PORT");
    }
}
