package io.winnow.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.cli.Ran;
import io.winnow.cli.embedded.EmbeddedBroker;
import io.winnow.gateway.Gateway;
import io.winnow.gateway.GatewayConfig;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.MetricSnapshot;
import io.winnow.records.StreamStatus;
import io.winnow.records.StreamStatus.State;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline that has run, whose streams are in its topics as they were when it was stopped. */
class StopNoteTest {
    private static final TopicNames SHOP = new TopicNames("winnow", "shop");
    private static final TopicNames READER = new TopicNames("winnow", "reader");

    @Test
    void aPipelineThatWasStoppedIsToldAsSuchAndSoIsEachStreamThatWasRead(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.in(folder)) {
            broker.start();
            KafkaOptions kafka = KafkaOptions.defaults().at(broker.bootstrap());
            for (TopicNames names : List.of(SHOP, READER)) {
                Ran.of(
                        "topics",
                        "create",
                        "--pipeline",
                        names.pipeline(),
                        "--set",
                        "kafka.bootstrap=" + broker.bootstrap());
                measured(kafka, names);
            }
            streams(kafka);
            assertThat(new StopNote(kafka, SHOP, "run-2").write()).isEmpty();
            assertThat(new StopNote(kafka, READER, "run-2").write()).isEmpty();
            assertThat(TopicRecords.newest(new LivePipeline(kafka, SHOP), TopicRegistry.STREAMS)
                            .values())
                    .extracting(StreamStatus::stream, StreamStatus::state, StreamStatus::frames)
                    .containsExactlyInAnyOrder(
                            tuple("gate", State.STOPPED, 24L),
                            tuple("door", State.PAUSED, 24L),
                            tuple("clip", State.ENDED, 24L),
                            tuple("yard", State.RUNNING, 24L));
            for (TopicNames names : List.of(SHOP, READER)) {
                assertThat(line(broker, names).path("problem").asText()).isEmpty();
            }
        }
    }

    @Test
    void whyItCouldNotBeWrittenIsSaid() throws InterruptedException {
        KafkaOptions nobody = new KafkaOptions("127.0.0.1:1", "winnow", 0, Map.of("default.api.timeout.ms", "500"));
        assertThat(new StopNote(nobody, SHOP, "run-2").write()).isNotEmpty();
    }

    private static void measured(KafkaOptions kafka, TopicNames names) throws InterruptedException {
        MetricSnapshot snapshot = new MetricSnapshot("run-2", "read", 0, Map.of(), System.currentTimeMillis());
        try (TopicSender sender = new TopicSender(new LivePipeline(kafka, names))) {
            sender.send(new ProducerRecord<>(
                    names.of(TopicRegistry.METRICS),
                    "read".getBytes(StandardCharsets.UTF_8),
                    TopicRegistry.METRICS.codec().encode(snapshot)));
        }
    }

    private static void streams(KafkaOptions kafka) throws InterruptedException {
        try (TopicSender sender = new TopicSender(new LivePipeline(kafka, SHOP))) {
            for (StreamStatus status : List.of(
                    status("yard", "run-1", State.RUNNING),
                    status("gate", "run-2", State.RUNNING),
                    status("door", "run-2", State.PAUSED),
                    status("clip", "run-2", State.ENDED))) {
                sender.send(new ProducerRecord<>(
                        SHOP.of(TopicRegistry.STREAMS),
                        status.stream().getBytes(StandardCharsets.UTF_8),
                        TopicRegistry.STREAMS.codec().encode(status)));
            }
        }
    }

    private static StreamStatus status(String stream, String run, State state) {
        return new StreamStatus(stream, run, state, 0, 1_000, 1_000, 24, Map.of(), 0, "", 1_000);
    }

    /** The line as a gateway tells it once it says that it was stopped. */
    private static JsonNode line(EmbeddedBroker broker, TopicNames names) {
        try (Gateway gateway =
                Gateway.start(GatewayConfig.local(Map.of("bootstrap.servers", broker.bootstrap()), names))) {
            HttpRequest request = HttpRequest.newBuilder(gateway.address().resolve("api/line"))
                    .build();
            HttpClient client = HttpClient.newHttpClient();
            ObjectMapper mapper = new ObjectMapper();
            return await().atMost(Duration.ofMinutes(1))
                    .until(
                            () -> mapper.readTree(client.send(request, BodyHandlers.ofString())
                                    .body()),
                            line -> line.path("state").asText().equals("STOPPED"));
        }
    }
}
