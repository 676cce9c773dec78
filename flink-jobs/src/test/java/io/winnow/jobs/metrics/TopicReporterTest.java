package io.winnow.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.TestBroker;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.jobs.run.EmbeddedFlink;
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
import java.util.Map;
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
            try (EmbeddedFlink flink = EmbeddedFlink.start(1, MemoryPlan.NONE, reporting(kafka));
                    CountingJob job = CountingJob.start(flink, folder)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(snapshots(broker, topic))
                                .anySatisfy(snapshot -> {
                                    assertThat(snapshot.run()).isEqualTo(CountingJob.NAME.run());
                                    assertThat(snapshot.stage()).isEqualTo("prune");
                                    assertThat(snapshot.values().get(MetricNames.WINDOWS))
                                            .isPositive();
                                }));
            }
        }
    }

    private static Map<String, String> reporting(KafkaOptions kafka) {
        Map<String, String> settings = TopicReporterFactory.configuration(kafka);
        settings.put("metrics.reporters", TopicReporterFactory.NAME);
        return settings;
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
}
