package io.winnow.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.Ran;
import io.winnow.cli.embedded.EmbeddedBroker;
import io.winnow.cli.live.LivePipeline;
import io.winnow.cli.run.PipelineFile;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.Origin;
import io.winnow.records.Question;
import io.winnow.records.StreamEvent;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A broker with the topics of two pipelines: three runs of the one wrote records within the last half hour, each asked a question; of the other nothing was asked, and of its records the first are gone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayCommandTest {
    private static final int EVENTS = 40;
    private static final String ASKED = "asked";
    private static final String SILENT = "silent";

    private final long now = System.currentTimeMillis();
    private final List<String> runs = List.of(run(30), run(20), run(10));
    private Path folder = Path.of("");
    private EmbeddedBroker broker;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        broker = EmbeddedBroker.in(temporary.resolve("broker"));
        broker.start();
        letQuestionsBeOld();
        for (String pipeline : List.of(ASKED, SILENT)) {
            Ran.of("topics", "create", "--pipeline", pipeline, "--set", "kafka.bootstrap=" + broker.bootstrap());
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int run = 0; run < runs.size(); run++) {
                for (int i = 0; i < EVENTS; i++) {
                    send(producer, ASKED, event(runs.get(run), i, minutesAgo(29 - 10 * run) + i));
                }
                long last = minutesAgo(29 - 10 * run) + EVENTS;
                producer.send(
                        new ProducerRecord<>(name(ASKED, TopicRegistry.TOKENS), 0, last, null, new byte[] {1, 2}));
                ask(producer, "q" + run, minutesAgo(28 - 10 * run));
            }
            for (int i = 0; i < EVENTS; i++) {
                send(producer, SILENT, event(runs.get(2), i, minutesAgo(9) + i));
            }
        }
        try (Admin admin = admin()) {
            TopicPartition first = new TopicPartition(name(SILENT, TopicRegistry.TOKENS), 0);
            admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(EVENTS / 2)))
                    .all()
                    .get();
        }
    }

    /** Else the broker dates them. */
    private void letQuestionsBeOld() throws Exception {
        try (Admin admin = admin()) {
            NewTopic questions = new NewTopic(name(ASKED, TopicRegistry.QUESTIONS), 1, (short) 1)
                    .configs(Map.of("message.timestamp.type", "CreateTime"));
            admin.createTopics(List.of(questions)).all().get();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private String run(int minutes) {
        return HexFormat.of().toHexDigits(minutesAgo(minutes), 11) + "0000" + minutes % 9;
    }

    private long minutesAgo(int minutes) {
        return now - Duration.ofMinutes(minutes).toMillis();
    }

    private static String name(String pipeline, Topic<?> topic) {
        return new TopicNames("winnow", pipeline).of(topic);
    }

    private static StreamEvent event(String run, int ordinal, long millis) {
        return new StreamEvent(
                new Origin(run, "tokenize", "door", 1, ordinal),
                StreamEvent.Kind.STARTED,
                "",
                0,
                true,
                Map.of(),
                millis);
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String pipeline, StreamEvent event) {
        producer.send(new ProducerRecord<>(
                name(pipeline, TopicRegistry.TOKENS),
                0,
                event.ingestMillis(),
                null,
                TopicRegistry.TOKENS.codec().encode(event)));
    }

    private static void ask(KafkaProducer<byte[], byte[]> producer, String id, long millis) {
        Question question = new Question(
                id, "", "Who?", Optional.empty(), Optional.empty(), Optional.empty(), millis, Optional.empty());
        producer.send(new ProducerRecord<>(
                name(ASKED, TopicRegistry.QUESTIONS),
                0,
                millis,
                null,
                TopicRegistry.QUESTIONS.codec().encode(question)));
    }

    private LivePipeline live(String pipeline) {
        return new LivePipeline(KafkaOptions.defaults().at(broker.bootstrap()), new TopicNames("winnow", pipeline));
    }

    private Held held(String pipeline, int fromMinutes, long toMillis) {
        return Held.of(live(pipeline), TopicRegistry.TOKENS, minutesAgo(fromMinutes), toMillis)
                .orElseThrow();
    }

    private JsonNode refusal(int status, String pipeline, List<String> lines, String... more) throws IOException {
        Path file = PipelineFile.write(folder, pipeline, lines.toArray(String[]::new));
        List<String> command = new ArrayList<>(List.of("replay", file.toString(), "--json"));
        command.addAll(List.of(more));
        return Ran.of(command.toArray(String[]::new)).refusal(status);
    }

    private String code(int status, String pipeline, String... more) throws IOException {
        return refusal(status, pipeline, List.of("kafka.bootstrap: " + broker.bootstrap()), more)
                .get("code")
                .asText();
    }

    @Test
    void theRunsOfATimeAreFoundAndTheNewestIsReplayed() {
        assertThat(held(ASKED, 60, Long.MAX_VALUE).runs()).isEqualTo(runs);
        assertThat(held(ASKED, 15, Long.MAX_VALUE).runs()).containsExactly(runs.get(2));
        assertThat(held(ASKED, 60, minutesAgo(15)).runs()).isEqualTo(runs.subList(0, 2));
        assertThat(held(ASKED, 2, Long.MAX_VALUE).parts()).isEmpty();
        assertThat(ReplayedRun.of(runs, Optional.empty()).id()).isEqualTo(runs.get(2));
        assertThat(ReplayedRun.of(runs, Optional.of(runs.get(1))).others()).containsExactly(runs.get(0), runs.get(2));
    }

    @Test
    void questionsAreThoseThatTheRunWasAsked() {
        for (int i = 0; i < runs.size(); i++) {
            AskedThen then = new AskedThen(live(ASKED), ReplayedRun.of(runs, Optional.of(runs.get(i))));
            assertThat(then.once(minutesAgo(60), Long.MAX_VALUE))
                    .extracting(Question::id)
                    .containsExactly("q" + i);
            assertThat(then.once(minutesAgo(60), minutesAgo(29))).isEmpty();
            assertThat(then.standing()).isEmpty();
        }
    }

    @Test
    void whatTheTopicHasRemovedIsTold() {
        assertThat(held(SILENT, 60, Long.MAX_VALUE).wholeSinceMillis()).hasValue(minutesAgo(9) + EVENTS / 2);
        assertThat(held(ASKED, 60, Long.MAX_VALUE).wholeSinceMillis()).isEmpty();
    }

    @Test
    void aPipelineThatWasAskedNothingNeedsAQuestion() throws IOException {
        assertThat(code(2, SILENT, "--from", "-30min")).isEqualTo("NO_QUESTION");
        assertThat(code(2, SILENT, "--from", "-30min", "--stream", "door")).isEqualTo("NO_QUESTION");
        assertThat(code(2, SILENT, "--from", "-30min", "--question", " ")).isEqualTo("BAD_QUESTION");
    }

    @Test
    void aTimeWithoutRecordsSaysHowFarTheTopicReaches() throws IOException {
        JsonNode error = refusal(
                3, SILENT, List.of("kafka.bootstrap: " + broker.bootstrap()), "--from", "-1min", "--question", "Who?");
        assertThat(error.get("code").asText()).isEqualTo("NO_RECORDS");
        assertThat(error.get("what").asText()).contains("its oldest came in at ");
    }

    @Test
    void whatIsNoTimeOrRunIsWrongUsage() throws IOException {
        assertThat(code(2, ASKED)).isEqualTo("USAGE");
        assertThat(code(2, ASKED, "--from", "yesterday")).isEqualTo("BAD_TIME");
        assertThat(code(2, ASKED, "--from", "10s")).isEqualTo("NO_TIME");
        assertThat(code(2, ASKED, "--from", "2100-01-01T00:00:00Z")).isEqualTo("BAD_RANGE");
        assertThat(code(2, ASKED, "--from", "-1min", "--to", "-2min")).isEqualTo("BAD_RANGE");
        assertThat(code(2, ASKED, "--from", "-30min", "--run", "another")).isEqualTo("NO_RUN");
    }

    @Test
    void aPipelineOfWhichNoTopicKeepsAnythingIsRefused() throws IOException {
        List<String> local = List.of("edges.tokens: local", "kafka.bootstrap: " + broker.bootstrap());
        assertThat(refusal(2, "local", local, "--from", "-1min").get("code").asText())
                .isEqualTo("NO_EDGE");
        List<String> mute = List.of("stages: [tokenize, prune]", "edges.pruned: kafka");
        assertThat(refusal(2, "mute", mute, "--from", "-1min").get("code").asText())
                .isEqualTo("NO_READER");
        assertThat(refusal(2, "alone", List.of(), "--from", "-1min").get("code").asText())
                .isEqualTo("NO_BROKER");
    }

    @Test
    void aReaderThatDoesNotReadTheTokensIsRefusedBeforeAnythingIsRead() throws IOException {
        assertThat(code(2, ASKED, "--from", "-30min", "--set", "read.bundle=lite0-cells"))
                .isEqualTo("BAD_BUNDLE_ROLE");
        assertThat(code(2, ASKED, "--from", "-30min", "--keep", "auto")).isEqualTo("BAD_VALUE");
    }

    @Test
    void aBrokerThatIsNotThereOrKnowsNoSuchPipelineIsNotReachable() throws IOException {
        List<String> nobody = List.of("kafka.bootstrap: 127.0.0.1:1");
        assertThat(refusal(4, "nobody", nobody, "--from", "-1min").get("code").asText())
                .isEqualTo("BROKER_UNREACHABLE");
        assertThat(code(4, "nowhere", "--from", "-1min")).isEqualTo("NO_PIPELINE");
    }
}
