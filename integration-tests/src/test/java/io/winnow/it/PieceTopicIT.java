package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.decode.worker.command.FfmpegCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a topic that encoders write pieces of two streams to. */
class PieceTopicIT {
    private static final String TOPIC = "pieces";
    private static final int PIECES = 240;

    @TempDir
    Path folder;

    /** A second each. */
    private List<byte[]> pieces() throws IOException {
        FfmpegCommand.find()
                .run(List.of(
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=size=160x120:rate=5",
                        "-frames:v",
                        Integer.toString(PIECES * 5),
                        "-g",
                        "5",
                        "-c:v",
                        "libopenh264",
                        "-f",
                        "segment",
                        "-segment_time",
                        "1",
                        "-segment_format",
                        "mpegts",
                        folder.resolve("%03d.ts").toString()));
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".ts")).sorted().toList();
        }
        List<byte[]> pieces = new java.util.ArrayList<>();
        for (Path file : files) {
            pieces.add(Files.readAllBytes(file));
        }
        return pieces;
    }

    @Test
    void askAnswersOnWhatOneKeyOfATopicBrings() throws Exception {
        List<byte[]> pieces = pieces();
        byte[] noVideo = "no video at all".getBytes(StandardCharsets.US_ASCII);
        ScheduledExecutorService encoder = Executors.newSingleThreadScheduledExecutor();
        try (BrokerProcess broker = BrokerProcess.start(Files.createDirectory(folder.resolve("broker")));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrap()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
            int[] next = {0};
            encoder.scheduleAtFixedRate(
                    () -> {
                        producer.send(new ProducerRecord<>(TOPIC, "door", noVideo));
                        producer.send(new ProducerRecord<>(TOPIC, "gate", pieces.get(next[0]++ % pieces.size())));
                    },
                    0,
                    1,
                    TimeUnit.SECONDS);
            CommandRun ran = CommandRun.of(
                    "ask",
                    "kafka:" + TOPIC + "/gate",
                    "What is in the picture?",
                    "--seconds",
                    "20",
                    "--set",
                    "kafka.bootstrap=" + broker.bootstrap());
            assertThat(ran.status()).as(ran.err()).isZero();
            List<JsonNode> answers = ran.documents();
            assertThat(answers).hasSize(1);
            assertThat(answers.get(0).path("stream").asText()).isEqualTo("gate");
            assertThat(answers.get(0).path("tokens").path("read").asLong()).isPositive();
            assertThat(answers.get(0).path("evidence").get(0).path("clock").asText())
                    .isEqualTo("WALL");
        } finally {
            encoder.shutdownNow();
        }
    }
}
