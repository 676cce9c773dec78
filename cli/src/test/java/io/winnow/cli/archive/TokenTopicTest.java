package io.winnow.cli.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.archive.Row;
import io.winnow.cli.Ran;
import io.winnow.cli.ask.TimeRange;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.embedded.EmbeddedBroker;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.BundleRef;
import io.winnow.records.Clock;
import io.winnow.records.Element;
import io.winnow.records.Moment;
import io.winnow.records.TokenRecord;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicCreator;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicPlan;
import io.winnow.topics.TopicRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
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

/** A broker with the topics of a pipeline that has watched a door and a gate, which is kept for a time of its own, for half an hour, where the clock of the camera at the gate is ten minutes behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenTopicTest {
    private static final int SECONDS = 1_800;
    private static final Duration BEHIND = Duration.ofMinutes(10);
    private static final Topic<Element> KEPT = TopicRegistry.TOKENS.kept(Duration.ofDays(1));
    private static final BundleRef OTHER = new BundleRef("cells-of-old", "ab".repeat(32));

    private final CameraTokens cameras = new CameraTokens(Instant.now());
    private EmbeddedBroker broker;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        broker = EmbeddedBroker.in(temporary);
        broker.start();
        for (String pipeline : List.of("shop", "spent")) {
            Ran.of("topics", "create", "--pipeline", pipeline, "--set", "kafka.bootstrap=" + broker.bootstrap());
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            TopicNames shop = new TopicNames("winnow", "shop");
            new TopicCreator(admin).create(new TopicPlan(shop, List.of(KEPT), Map.of(), (short) 1));
        }
        List<TokenRecord> records = new ArrayList<>();
        records.add(cameras.frame("door", SECONDS + CameraTokens.STEP, Duration.ZERO, OTHER));
        for (int ago = SECONDS; ago > 0; ago -= CameraTokens.STEP) {
            records.add(cameras.frame("door", ago));
            records.add(cameras.frame("gate", ago, BEHIND, CameraTokens.TOKENIZER));
        }
        // Written again after a failure.
        records.add(cameras.frame("door", CameraTokens.STEP));
        write("shop", records);
        write("spent", List.of(cameras.frame("door", 600)));
        expire("spent");
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private static String topic(String pipeline) {
        return new TopicNames("winnow", pipeline).of(TopicRegistry.TOKENS);
    }

    private static String topic(String pipeline, String stream) {
        return stream.equals("gate") ? new TopicNames("winnow", pipeline).of(KEPT) : topic(pipeline);
    }

    private void write(String pipeline, List<TokenRecord> records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (TokenRecord record : records) {
                producer.send(new ProducerRecord<>(
                        topic(pipeline, record.origin().stream()),
                        null,
                        record.ingestMillis(),
                        record.origin().stream().getBytes(StandardCharsets.UTF_8),
                        TopicRegistry.TOKENS.codec().encode(record)));
            }
            byte[] door = "door".getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(topic(pipeline), door, new byte[] {1, 2, 3}))
                    .get();
        }
    }

    /** As retention does. */
    private void expire(String pipeline) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            for (int partition = 0; partition < 4; partition++) {
                admin.deleteRecords(Map.of(
                                new TopicPartition(topic(pipeline), partition), RecordsToDelete.beforeOffset(-1)))
                        .all()
                        .get();
            }
        }
    }

    private HeldTokens held(String pipeline, List<String> streams, TimeRange time) {
        try {
            return TokenTopic.of("kafka:" + pipeline, KafkaOptions.defaults().at(broker.bootstrap()))
                    .read(streams, time);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HeldTokens held(String stream, String from, String to) {
        return held("shop", List.of(stream), time(from, to));
    }

    private TimeRange time(String from, String to) {
        return new TimeRange(Optional.of(Moment.parse(from, second())), Optional.of(Moment.parse(to, second())));
    }

    /** Frames begin with full seconds. */
    private Instant second() {
        return Instant.ofEpochSecond(cameras.now().getEpochSecond());
    }

    private String words(int secondsAgo) {
        return new Moment(cameras.micros(secondsAgo), Clock.WALL).words();
    }

    private String refusal(String stream, String from, String to) {
        CommandFailure refused = catchThrowableOfType(CommandFailure.class, () -> held(stream, from, to));
        assertThat(refused.failure().code()).isEqualTo("NO_TOKENS");
        assertThat(refused.failure().exit()).isEqualTo(3);
        return refused.failure().what();
    }

    @Test
    void holdsWhatWasSeenThen() {
        HeldTokens held = held("door", "-10min", "-5min");
        assertThat(held.rows())
                .extracting(row -> row.frame().orElseThrow().span().startMicros())
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(30)
                .startsWith(cameras.micros(600))
                .endsWith(cameras.micros(310));
        assertThat(held.rows()).extracting(row -> row.item().path()).containsOnly("door");
        assertThat(held.rows()).extracting(Row::tokenizer).containsOnly(CameraTokens.TOKENIZER.toString());
        assertThat(held.reach().lacking()).isEmpty();
        assertThat(held.unseen()).isEmpty();
    }

    @Test
    void whenIsWhatTheCameraSays() {
        assertThat(held("gate", "-40min", "-35min").rows())
                .extracting(row -> row.frame().orElseThrow().span().startMicros())
                .hasSize(30)
                .startsWith(cameras.micros(2_400));
    }

    @Test
    void whatWasWrittenTwiceIsHeldOnceAndTheNewestSaysWhoMadeThem() {
        HeldTokens held = held("door", "-2h", "-1s");
        assertThat(held.rows()).hasSize(SECONDS / CameraTokens.STEP + 1);
        assertThat(held.rows().get(0).tokenizer()).isEqualTo(OTHER.toString());
        assertThat(held.newestTokenizer()).isEqualTo(CameraTokens.TOKENIZER.toString());
        assertThat(held.reach().lacking())
                .containsExactly("Of door, frames of the time asked about are kept from "
                        + words(SECONDS + CameraTokens.STEP) + " only.");
    }

    @Test
    void severalStreamsAreHeldOneAfterTheOther() {
        HeldTokens all = held("shop", List.of(), time("-15min", "-10min"));
        assertThat(all.rows())
                .extracting(row -> row.item().path())
                .startsWith("door")
                .endsWith("gate")
                .hasSize(60);
        HeldTokens some = held("shop", List.of("gate", "yard"), time("-15min", "-10min"));
        assertThat(some.rows()).hasSize(30);
        assertThat(some.unseen()).containsExactly("yard");
    }

    @Test
    void whereNothingIsKeptIsSaidHowFarThePastReaches() {
        String oldest = "whose oldest record came in at ";
        assertThat(refusal("door", "-50min", "-40min"))
                .contains(oldest, "holds no tokens of door from " + words(3_000) + " to " + words(2_400))
                .contains("; the first frame after is of " + words(SECONDS + CameraTokens.STEP))
                .endsWith("; records there that this version cannot read: 1");
        assertThat(refusal("gate", "-9min", "-1min"))
                .contains("; the last frame before is of " + words(610))
                .doesNotContain("frame after");
        assertThat(refusal("yard", "-10min", "-5min"))
                .contains(oldest, "of yard from ", "nor of an hour before or after");
    }

    @Test
    void aTopicWhoseRecordsHaveAllExpiredIsEmpty() {
        CommandFailure refused =
                catchThrowableOfType(CommandFailure.class, () -> held("spent", List.of(), time("-20min", "-1min")));
        assertThat(refused.failure().code()).isEqualTo("NO_TOKENS");
        assertThat(refused.failure().what()).isEqualTo("the topic is empty");
    }

    @Test
    void refusesWhatIsNoTimeOrTopic() {
        assertThat(catchThrowableOfType(CommandFailure.class, () -> held("door", "5s", "10s"))
                        .failure()
                        .code())
                .isEqualTo("NO_TIME");
        for (String wrong : List.of("kafka:", "kafka:No Name")) {
            assertThat(catchThrowableOfType(CommandFailure.class, () -> TokenTopic.of(wrong, KafkaOptions.defaults()))
                            .failure()
                            .code())
                    .isEqualTo("BAD_TOPIC");
        }
        assertThat(catchThrowableOfType(
                                CommandFailure.class, () -> TokenTopic.of("kafka:shop", KafkaOptions.defaults()))
                        .failure()
                        .code())
                .isEqualTo("NO_BROKER");
        JsonNode nowhere = ask("kafka:nowhere", "-10min").refusal(4);
        assertThat(nowhere.get("code").asText()).isEqualTo("NO_PIPELINE");
        assertThat(nowhere.get("hint").asText()).contains("shop");
    }

    @Test
    void anotherTokenizersTokensAreRefused() {
        JsonNode other =
                ask("kafka:shop", "-10min", "--tokenizer", "lavit-cells").refusal(2);
        assertThat(other.get("code").asText()).isEqualTo("OTHER_TOKENIZER");
        assertThat(other.get("what").asText()).contains("lite0-cells@", "none by lavit-cells@");
    }

    @Test
    void aQuestionAboutThePastIsAnsweredFromAllWindowsOfIt() {
        Ran ran = ask("kafka:shop", words(3_600));
        assertThat(ran.status()).as(ran.err()).isZero();
        JsonNode answer = ran.document();
        assertThat(answer.get("stream").asText()).isEqualTo("door");
        assertThat(answer.get("answer").asText()).isNotBlank();
        assertThat(answer.at("/tokens/frames").asInt()).isEqualTo(SECONDS / CameraTokens.STEP);
        assertThat(answer.at("/evidence/0/clock").asText()).isEqualTo("WALL");
        assertThat(ran.err())
                .contains("Records of another tokenizer, left out: 1.", "cannot read, left out: 1.")
                .contains("frames of the time asked about are kept from " + words(SECONDS + CameraTokens.STEP));
    }

    private Ran ask(String address, String from, String... more) {
        List<String> command = new ArrayList<>(List.of("archive", "ask", address, "Is there a dog?", "--in", "door"));
        command.addAll(List.of("--from", from, "--set", "kafka.bootstrap=" + broker.bootstrap(), "--json"));
        command.addAll(List.of(more));
        return Ran.of(command.toArray(String[]::new));
    }
}
