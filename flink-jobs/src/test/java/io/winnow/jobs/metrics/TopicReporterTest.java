package io.winnow.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.TestBroker;
import io.winnow.jobs.definition.FlinkOptions;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.jobs.run.JobName;
import io.winnow.jobs.run.JobSettings;
import io.winnow.jobs.run.MemoryPlan;
import io.winnow.metrics.MetricNames;
import io.winnow.records.MetricSnapshot;
import io.winnow.records.avro.RecordCodecs;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicReporterTest {
    @TempDir
    Path folder;

    @Test
    void whatAStageCountsIsOnTheMetricsTopicOfItsPipeline() throws Exception {
        try (TestBroker broker = TestBroker.start(folder)) {
            String topic = new TopicNames("winnow", "shop").of(TopicRegistry.METRICS);
            broker.create(topic, 1);
            KafkaOptions kafka = KafkaOptions.defaults().at(broker.bootstrap());
            try (EmbeddedFlink flink =
                    EmbeddedFlink.start(1, MemoryPlan.NONE, TopicReporterFactory.configuration(kafka))) {
                var job = flink.client()
                        .submitJob(counting().getStreamGraph().getJobGraph())
                        .get(30, TimeUnit.SECONDS);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(snapshots(broker, topic))
                                .anySatisfy(snapshot -> {
                                    assertThat(snapshot.run()).isEqualTo("run-1");
                                    assertThat(snapshot.stage()).isEqualTo("prune");
                                    assertThat(snapshot.values().get(MetricNames.WINDOWS))
                                            .isPositive();
                                }));
                flink.client().cancel(job).get(30, TimeUnit.SECONDS);
            }
        }
    }

    private StreamExecutionEnvironment counting() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(JobSettings.of(
                FlinkOptions.defaults(),
                new JobName("shop", "prune", "run-1").toString(),
                folder.resolve("checkpoints").toUri().toString(),
                Optional.empty()));
        env.fromSequence(1, Long.MAX_VALUE)
                .uid("numbers")
                .setParallelism(1)
                .map(new Counting())
                .returns(Long.class)
                .uid("counting")
                .setParallelism(1)
                .sinkTo(new DiscardingSink<>())
                .uid("away")
                .setParallelism(1);
        return env;
    }

    private static List<MetricSnapshot> snapshots(TestBroker broker, String topic) {
        return broker.read(topic).stream()
                .map(record -> {
                    try {
                        return RecordCodecs.METRIC_SNAPSHOT.decode(record.value());
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static final class Counting extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1;
        private transient Counter windows = new SimpleCounter();

        @Override
        public void open(OpenContext context) {
            windows = getRuntimeContext()
                    .getMetricGroup()
                    .addGroup("stage", "prune")
                    .counter(MetricNames.WINDOWS);
        }

        @Override
        public Long map(Long number) {
            windows.inc();
            return number;
        }
    }
}
