package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.Element;
import io.winnow.records.Elements;
import io.winnow.records.MetricSnapshot;
import io.winnow.records.StreamEvent;
import io.winnow.records.StreamStatus;
import io.winnow.records.TokenRecord;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with a company's own Kafka, which asks for TLS and a password, and its own Flink cluster. */
class OwnClusterIT {
    private static final String PIPELINE = "acme";
    /** So many that the run is far from its end when it is stopped. */
    /** So many that they are not over when the pipeline is stopped. */
    private static final int FRAMES = 5_000;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void aPipelineThatIsStoppedGoesOnWhereItStood() throws IOException {
        try (BrokerProcess broker = BrokerProcess.start(folder, BrokerAccess.guarded(folder));
                FlinkCluster cluster = FlinkCluster.start(folder, 1, 2, Map.of())) {
            Path file = definition(broker.kafka(), cluster);
            String[] where = {
                "--set", "flink.rest=" + cluster.rest(), "--set", "flink.state-folder=" + folder.resolve("state")
            };
            assertThat(CommandRun.documents("topics", "create", file.toString()))
                    .isNotEmpty();
            JsonNode run =
                    CommandRun.documents("run", file.toString(), "--detached").get(0);
            await(() -> tokens(broker).stream().anyMatch(TokenRecord.class::isInstance));

            JsonNode stopped = CommandRun.documents(with(where, "pipelines", "stop", PIPELINE))
                    .get(0);
            assertThat(stopped.path("savepoints")).isNotEmpty();
            assertThat(stopped.path("noted").asBoolean()).isTrue();
            assertThat(newest(broker, TopicRegistry.STREAMS).state()).isEqualTo(StreamStatus.State.STOPPED);
            assertThat(Topics.read(broker.kafka(), PIPELINE, TopicRegistry.METRICS))
                    .filteredOn(MetricSnapshot::marksStop)
                    .extracting(MetricSnapshot::run)
                    .containsExactly(run.path("run").asText());
            assertThat(tokens(broker)).hasSizeLessThan(FRAMES);

            JsonNode resumed = CommandRun.documents(with(where, "pipelines", "resume", PIPELINE))
                    .get(0);
            assertThat(resumed.path("run")).isEqualTo(run.path("run"));
            await(() -> tokens(broker).stream().anyMatch(OwnClusterIT::ends));
            await(() -> newest(broker, TopicRegistry.STREAMS).state() == StreamStatus.State.ENDED);
            assertThat(CommandRun.documents(with(where, "pipelines", "list")).get(0))
                    .extracting(job -> job.path("run"))
                    .containsOnly(run.path("run"));
            everyFrameIsThereOnce(Told.byStream(tokens(broker)).getOrDefault("clip", List.of()));
        }
    }

    private static void everyFrameIsThereOnce(List<Element> told) {
        assertThat(told.stream().map(element -> Elements.origin(element).ordinal()))
                .containsExactlyElementsOf(
                        LongStream.range(0, told.size()).boxed().toList());
        assertThat(told.stream().filter(TokenRecord.class::isInstance)).hasSize(FRAMES);
    }

    private static boolean ends(Element element) {
        return element instanceof StreamEvent event && event.kind() == StreamEvent.Kind.ENDED;
    }

    @Test
    void aPasswordThatTheBrokerRefusesIsSaidAtOnce() throws IOException {
        try (BrokerProcess broker = BrokerProcess.start(folder, BrokerAccess.guarded(folder))) {
            CommandRun ran = CommandRun.of(
                    "topics",
                    "check",
                    kafkaOnly(broker.kafka()).toString(),
                    "--set",
                    "kafka.client.sasl.jaas.config-file=" + BrokerAccess.wrongLogin(folder));
            assertThat(ran.status()).isEqualTo(4);
            assertThat(ran.documents().get(0).path("error").path("what").asText())
                    .contains("Authentication failed");
        }
    }

    private Path definition(KafkaOptions kafka, FlinkCluster cluster) throws IOException {
        Path clip = Media.steady(folder.resolve("clip.mp4"), "testsrc2=size=320x240:rate=25", FRAMES);
        List<String> lines = common(kafka);
        lines.addAll(List.of(
                "edges.pruned: local",
                "delivery: exactly-once",
                "decode.memory: 256MiB",
                "decode.children: 1",
                "flink.rest: " + cluster.rest(),
                "flink.jar: " + FlinkCluster.jobJar(),
                "flink.checkpoint-interval: 1s",
                "flink.state-folder: " + folder.resolve("state"),
                "sources:",
                "  - {id: clip, address: " + clip + ", policy: keep-all}"));
        return Files.write(folder.resolve("acme.yaml"), lines);
    }

    private Path kafkaOnly(KafkaOptions kafka) throws IOException {
        List<String> lines = common(kafka);
        lines.addAll(List.of("sources:", "  - {id: clip, address: " + folder.resolve("clip.mp4") + "}"));
        return Files.write(folder.resolve("acme.yaml"), lines);
    }

    private static List<String> common(KafkaOptions kafka) {
        List<String> lines = new ArrayList<>(
                List.of("name: " + PIPELINE, "edges.tokens: kafka", "kafka.bootstrap: " + kafka.bootstrap()));
        kafka.client().forEach((name, value) -> lines.add("kafka.client." + name + ": " + value));
        return lines;
    }

    private static <T> T newest(BrokerProcess broker, Topic<T> topic) {
        List<T> all = Topics.read(broker.kafka(), PIPELINE, topic);
        return all.get(all.size() - 1);
    }

    private static List<Element> tokens(BrokerProcess broker) {
        return Topics.read(broker.kafka(), PIPELINE, TopicRegistry.TOKENS);
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).until(condition);
    }

    private static String[] with(String[] where, String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(where));
        return all.toArray(String[]::new);
    }
}
