package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.embedded.EmbeddedBroker;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.records.Question;
import io.winnow.records.avro.RecordCodecs;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics of a run hold, before its own records, what no stage of it wrote. The command runs the line to its end, beside a line that nobody disturbed. */
class BadRecordsIT {
    private static final String RUN = "the-same-run";
    private static final String STREAM = "clip";
    private static final String DISTURBED = "disturbed";
    private static final byte[] FOREIGN = "a line of text, no record at all".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static CommandRun calm;
    private static CommandRun disturbed;

    @BeforeAll
    static void runBoth() throws Exception {
        Media.steady(folder.resolve("clip.mp4"), "testsrc2=size=320x240:rate=25", 50);
        broker = EmbeddedBroker.in(folder.resolve("broker"));
        broker.start();
        calm = run("calm", List.of());
        disturbed = run(DISTURBED, strange());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /** A record as somebody puts it into a topic. */
    private record Put(Topic<?> topic, byte[] value) {}

    private static CommandRun run(String pipeline, List<Put> before) throws Exception {
        Path file = definition(pipeline);
        Pipelines.open(new Resolver().resolve(PipelineDefinition.parse(file, List.of())), RUN);
        put(pipeline, before);
        put(pipeline, List.of(new Put(TopicRegistry.QUESTIONS, bytes(question("good", "What is in the picture?")))));
        return CommandRun.of("run", file.toString());
    }

    private static Path definition(String pipeline) throws IOException {
        return Files.write(
                folder.resolve(pipeline + ".yaml"),
                List.of(
                        "name: " + pipeline,
                        "edges: {tokens: kafka, pruned: kafka}",
                        "delivery: at-least-once",
                        "decode: {policy: fps(5), memory: 256MiB, children: 1}",
                        "kafka.bootstrap: " + broker.bootstrap(),
                        "flink.checkpoint-interval: 1s",
                        "flink.state-folder: " + folder.resolve("state"),
                        "sources:",
                        "  - {id: " + STREAM + ", address: " + folder.resolve("clip.mp4") + "}"));
    }

    private static List<Put> strange() {
        StrangeRecords records = new StrangeRecords(RUN, STREAM);
        byte[] tokens = RecordCodecs.ELEMENT.encode(records.tokensBeyondTheCodebook());
        List<Put> all = new ArrayList<>(List.of(
                new Put(TopicRegistry.TOKENS, FOREIGN),
                new Put(TopicRegistry.TOKENS, Arrays.copyOf(tokens, tokens.length / 2)),
                new Put(TopicRegistry.TOKENS, tokens),
                new Put(TopicRegistry.TOKENS, RecordCodecs.ELEMENT.encode(records.tokensOfAnUnknownTokenizer())),
                new Put(TopicRegistry.PRUNED, FOREIGN),
                new Put(TopicRegistry.PRUNED, RecordCodecs.ELEMENT.encode(records.windowBeyondTheCodebook())),
                new Put(TopicRegistry.PRUNED, RecordCodecs.ELEMENT.encode(records.windowOfAnUnknownTokenizer())),
                new Put(TopicRegistry.QUESTIONS, FOREIGN)));
        List<Question> questions = List.of(
                question("empty", " "),
                question("long", "what ".repeat(14_000)),
                question("control", "ring \u0007 it"),
                ranged("outside", 100_000_000, 120_000_000));
        questions.forEach(question -> all.add(new Put(TopicRegistry.QUESTIONS, bytes(question))));
        return all;
    }

    private static Question question(String id, String text) {
        return Pipelines.question(id, text);
    }

    private static Question ranged(String id, long from, long to) {
        long now = System.currentTimeMillis();
        return new Question(
                id, "", "What is there?", Optional.empty(), Optional.of(from), Optional.of(to), now, Optional.empty());
    }

    private static byte[] bytes(Question question) {
        return RecordCodecs.QUESTION_ELEMENT.encode(question);
    }

    private static void put(String pipeline, List<Put> records) throws ExecutionException, InterruptedException {
        TopicNames names = new TopicNames(TopicNames.DEFAULT_PREFIX, pipeline);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (Put record : records) {
                producer.send(new ProducerRecord<>(
                                names.of(record.topic()), STREAM.getBytes(StandardCharsets.UTF_8), record.value()))
                        .get();
            }
        }
    }

    private static List<String> reasons(String topic) {
        JsonNode letters = CommandRun.documents(
                        "dlq", "list", topic, "--pipeline", DISTURBED, "--set", "kafka.bootstrap=" + broker.bootstrap())
                .get(0);
        List<String> reasons = new ArrayList<>();
        letters.forEach(letter -> reasons.add(letter.path("reason").asText()));
        return reasons;
    }

    @Test
    void theRunEndsWithWhatFailedListed() {
        assertThat(calm.status()).as(calm.err()).isZero();
        assertThat(disturbed.status()).as(disturbed.err()).isEqualTo(5);
        JsonNode counts = disturbed.documents().get(disturbed.documents().size() - 1);
        assertThat(counts.path("deadLetters").asInt()).isEqualTo(12);
        assertThat(disturbed.err().lines().filter(line -> line.startsWith("failed: ")))
                .hasSize(12);
    }

    @Test
    void everyForeignOrStrangeRecordIsADeadLetterOfItsTopic() {
        assertThat(reasons("tokens"))
                .containsExactlyInAnyOrder("MALFORMED", "MALFORMED", "ID_RANGE", "UNKNOWN_TOKENIZER");
        assertThat(reasons("pruned")).containsExactlyInAnyOrder("MALFORMED", "ID_RANGE", "UNKNOWN_TOKENIZER");
    }

    @Test
    void everyQuestionThatCannotBeAnsweredIsADeadLetter() {
        assertThat(reasons("questions"))
                .containsExactlyInAnyOrder("MALFORMED", "QUESTION", "QUESTION", "QUESTION", "OUTSIDE_KEPT");
    }

    @Test
    void theNextQuestionIsAnsweredAsIfNothingHadBeen() {
        assertThat(Told.answers(Topics.read(broker.bootstrap(), DISTURBED, TopicRegistry.ANSWERS)))
                .hasSize(1)
                .isEqualTo(Told.answers(Topics.read(broker.bootstrap(), "calm", TopicRegistry.ANSWERS)));
    }
}
