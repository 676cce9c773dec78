package io.winnow.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.archive.Computation;
import io.winnow.archive.ItemFacts;
import io.winnow.archive.LocalPlace;
import io.winnow.archive.Row;
import io.winnow.archive.RunNote;
import io.winnow.archive.RunWriter;
import io.winnow.archive.Status;
import io.winnow.archive.TopicRow;
import io.winnow.cli.Ran;
import io.winnow.cli.embedded.EmbeddedBroker;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.BundleRef;
import io.winnow.records.DeadLetter;
import io.winnow.records.Question;
import io.winnow.records.RecordIds;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamControl.Action;
import io.winnow.records.StreamStatus;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveCommandsTest {
    private static final TopicNames SHOP = new TopicNames("winnow", "shop");

    private EmbeddedBroker broker;

    @BeforeAll
    void start(@TempDir Path temporary) {
        broker = EmbeddedBroker.in(temporary);
        broker.start();
        onBroker("topics", "create", "--pipeline", "shop");
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void theNewestStateOfEachStreamIsListed() throws Exception {
        write(TopicRegistry.STREAMS, "door", status("door", StreamStatus.State.RUNNING, 10));
        write(TopicRegistry.STREAMS, "door", status("door", StreamStatus.State.ENDED, 24));

        Ran listed = onBroker("streams", "list", "--pipeline", "shop");
        Ran asText = Ran.of("streams", "list", "--set", "kafka.bootstrap=" + broker.bootstrap(), "--pipeline", "shop");

        assertThat(listed.status()).isZero();
        assertThat(listed.document()).hasSize(1);
        assertThat(listed.document().get(0).get("state").asText()).isEqualTo("ENDED");
        assertThat(listed.document().get(0).get("frames").asLong()).isEqualTo(24);
        assertThat(asText.out()).contains("door", "ended", "3 LATE");
    }

    @Test
    void whatIsWishedOfAnAddedStreamKeepsItsSourceUntilItIsRemoved() {
        Ran added = onBroker("streams", "add", "gate", "/videos/gate.mp4", "--policy", "fps(1)", "--pipeline", "shop");
        StreamControl gate = wished("gate");
        Ran twice = onBroker("streams", "add", "gate", "/videos/other.mp4", "--pipeline", "shop");
        onBroker("streams", "pause", "gate", "--pipeline", "shop");
        StreamControl paused = wished("gate");
        onBroker("streams", "resume", "gate", "--pipeline", "shop");
        StreamControl resumed = wished("gate");
        Ran removed = onBroker("streams", "remove", "gate", "--pipeline", "shop");
        StreamControl gone = wished("gate");
        Ran late = onBroker("streams", "pause", "gate", "--pipeline", "shop");

        assertThat(added.status()).isZero();
        assertThat(added.document().get("action").asText()).isEqualTo("ADD");
        assertThat(gate.source()).isEqualTo("/videos/gate.mp4");
        assertThat(gate.policy()).isEqualTo("fps(1)");
        assertThat(twice.refusal(2).get("code").asText()).isEqualTo("STREAM_TAKEN");
        assertThat(paused).isEqualTo(gate.then(Action.PAUSE, paused.askedMillis()));
        assertThat(resumed).isEqualTo(gate.then(Action.RESUME, resumed.askedMillis()));
        assertThat(removed.status()).isZero();
        assertThat(gone).isEqualTo(StreamControl.of("gate", Action.REMOVE, gone.askedMillis()));
        assertThat(late.refusal(2).get("code").asText()).isEqualTo("STREAM_REMOVED");
    }

    @Test
    void aForgottenStreamIsRefusedAndGoneFromTheListAndBeginsAnewWhenItIsAdded() throws Exception {
        write(TopicRegistry.STREAMS, "walk/1.mp4", status("walk/1.mp4", StreamStatus.State.ENDED, 10));
        write(TopicRegistry.STREAMS, "walk/2.mp4", status("walk/2.mp4", StreamStatus.State.FAILED, 10));
        write(TopicRegistry.ANSWERS, "q-walk", answer("q-walk", "walk/1.mp4", 0, "a secret"));
        onBroker("streams", "pause", "walk/2.mp4", "--pipeline", "shop");
        Ran forgotten = onBroker("streams", "forget", "walk", "--pipeline", "shop");
        Ran resumed = onBroker("streams", "resume", "walk/2.mp4", "--pipeline", "shop");
        StreamControl tombstone = wished("walk");
        Ran listed = onBroker("streams", "list", "--pipeline", "shop");
        Ran paused = onBroker("streams", "pause", "walk", "--pipeline", "shop");
        Ran added = onBroker("streams", "add", "walk/2.mp4", "/walk/2.mp4", "--pipeline", "shop");
        Ran again = onBroker("streams", "forget", "walk", "--pipeline", "shop");

        assertThat(forgotten.status()).as(forgotten.err()).isZero();
        assertThat(forgotten.document().get("action").asText()).isEqualTo("FORGET");
        assertThat(forgotten.document().get("forgottenMillis").asLong()).isEqualTo(tombstone.forgottenMillis());
        assertThat(forgotten.document().get("streams"))
                .extracting(JsonNode::asText)
                .containsExactly("walk/1.mp4", "walk/2.mp4");
        assertThat(forgotten.document().get("archives")).isEmpty();
        assertThat(tombstone).isEqualTo(StreamControl.forget("walk", tombstone.askedMillis()));
        assertThat(listed.document().findValuesAsText("stream")).noneMatch(stream -> stream.startsWith("walk"));
        assertThat(paused.refusal(2).get("what").asText()).contains("forgotten");
        assertThat(resumed.refusal(2).get("what").asText()).contains("forgotten");
        assertThat(added.status()).isZero();
        StreamControl anew = wished("walk/2.mp4");
        assertThat(anew.forgottenMillis()).isEqualTo(tombstone.forgottenMillis());
        assertThat(again.status()).isZero();
        assertThat(shop().forgotten().refusesMade("walk/1.mp4", 1_000)).isTrue();
    }

    @Test
    void aClockThatIsBehindForgetsTheEpochThatRunsAllTheSame() throws Exception {
        long epoch = System.currentTimeMillis() + 3_600_000;
        write(
                TopicRegistry.STREAMS,
                "vault/1",
                new StreamStatus(
                        "vault/1", "run", StreamStatus.State.ENDED, epoch, 1_000, 1_000, 10, Map.of(), 0, "", 1_000));
        Ran forgotten = onBroker("streams", "forget", "vault", "--pipeline", "shop");
        Ran added = onBroker("streams", "add", "vault", "/vault", "--pipeline", "shop");

        assertThat(forgotten.status()).as(forgotten.err()).isZero();
        assertThat(added.status()).isZero();
        assertThat(shop().forgotten().refuses("vault/1", epoch)).isTrue();
        assertThat(shop().forgotten().refuses("vault/1", epoch + 1)).isFalse();
    }

    @Test
    void byWhenEachTopicHoldsNothingOfItIsAskedOfTheBroker() throws Exception {
        write(TopicRegistry.STREAMS, "attic", status("attic", StreamStatus.State.ENDED, 10));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, SHOP.of(TopicRegistry.PRUNED)),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, "-1"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
        long before = System.currentTimeMillis();
        Ran ran = onBroker("streams", "forget", "attic", "--pipeline", "shop");
        Ran asText = Ran.of(
                "streams", "forget", "attic", "--set", "kafka.bootstrap=" + broker.bootstrap(), "--pipeline", "shop");

        Map<String, JsonNode> left = new HashMap<>();
        ran.document().get("left").forEach(topic -> left.put(topic.get("topic").asText(), topic.get("goneBy")));
        assertThat(left).containsKeys(SHOP.of(TopicRegistry.TOKENS), SHOP.of(TopicRegistry.PRUNED_DLQ));
        assertThat(left).doesNotContainKeys(SHOP.of(TopicRegistry.METRICS), SHOP.of(TopicRegistry.CONTROL));
        assertThat(left.get(SHOP.of(TopicRegistry.PRUNED)).isNull()).isTrue();
        Instant previews = Instant.parse(Objects.requireNonNull(left.get(SHOP.of(TopicRegistry.PREVIEWS)))
                .asText());
        // Ten minutes, a quarter of that for the segment, what a broker takes to look and to delete, and an hour
        // by which a writer's clock may be ahead.
        assertThat(previews)
                .isAfter(Instant.ofEpochMilli(before).plus(Duration.ofSeconds(750)))
                .isBefore(Instant.ofEpochMilli(before).plus(Duration.ofMinutes(90)));
        assertThat(asText.out())
                .contains("attic is forgotten", SHOP.of(TopicRegistry.PREVIEWS), "for ever", "savepoints");
    }

    @Test
    void whatIsNotThereIsNotForgottenAndNothingIsWritten(@TempDir Path folder) {
        Ran nobody = onBroker("streams", "forget", "stranger", "--pipeline", "shop");
        Ran nowhere = onBroker("streams", "forget", "stranger", "--archive", folder.toString(), "--pipeline", "shop");

        assertThat(nobody.refusal(2).get("code").asText()).isEqualTo("NO_STREAM");
        assertThat(nowhere.refusal(2).get("code").asText()).isEqualTo("NO_STREAM");
        assertThat(TopicRecords.newest(shop(), TopicRegistry.CONTROL)).doesNotContainKeys("stranger");
    }

    @Test
    void aStreamOfAnEarlierRunIsForgottenAndThatNoArchiveWasNamedIsSaid() throws Exception {
        write(TopicRegistry.STREAMS, "door", status("door", StreamStatus.State.RUNNING, 10));
        StreamStatus earlier = new StreamStatus(
                "staff-room", "a-run", StreamStatus.State.ENDED, 0, 1_000, 1_000, 10, Map.of(), 0, "", 1_000);
        write(TopicRegistry.STREAMS, "staff-room", earlier);

        Ran ran = onBroker("streams", "forget", "staff-room", "--pipeline", "shop");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(wished("staff-room").action()).isEqualTo(Action.FORGET);
        assertThat(ran.document().get("warnings").get(0).asText()).contains("No archive was named", "--archive");
    }

    @Test
    void aStreamThatAnArchiveAloneStillHoldsIsForgottenAndItsDamagedObjectsAreTold(@TempDir Path folder)
            throws Exception {
        ItemFacts facts = new ItemFacts("vault", 0, -1, 0, new byte[0], Status.DONE, "");
        TopicRow row = new TopicRow(0, new Row(facts, "cells@abababababab", Optional.empty()));
        RunWriter writer = new RunWriter(
                new LocalPlace(folder),
                RunNote.of("run-1", "shop", new Computation("cells@abababababab", new TreeMap<>()), List.of()));
        writer.write(0, 0, List.of(row));
        String damaged = writer.write(0, 1, List.of(new TopicRow(1, row.row())));
        Files.writeString(folder.resolve(damaged), "not what it was");

        Ran ran = onBroker("streams", "forget", "vault", "--archive", folder.toString(), "--pipeline", "shop");

        assertThat(ran.status()).as(ran.err()).isEqualTo(5);
        assertThat(ran.document().at("/archives/0/rows").asInt()).isEqualTo(1);
        assertThat(ran.document().at("/archives/0/damaged/0/path").asText()).isEqualTo(damaged);
        assertThat(ran.document().get("warnings")).isEmpty();
    }

    @Test
    void anArchiveWithoutTheRunsOfAPipelineIsRefusedBeforeAnythingIsForgotten(@TempDir Path folder) throws Exception {
        write(TopicRegistry.STREAMS, "cellar", status("cellar", StreamStatus.State.ENDED, 10));
        Ran ran = onBroker("streams", "forget", "cellar", "--archive", folder.toString(), "--pipeline", "shop");

        assertThat(ran.refusal(2).get("code").asText()).isEqualTo("NO_ARCHIVE");
        assertThat(TopicRecords.newest(shop(), TopicRegistry.CONTROL)).doesNotContainKeys("cellar");
    }

    @Test
    void aStreamThatIsReadIsPausedAndNotAddedAgain() throws Exception {
        write(TopicRegistry.STREAMS, "door", status("door", StreamStatus.State.RUNNING, 10));

        Ran again = onBroker("streams", "add", "door", "/videos/door.mp4", "--pipeline", "shop");
        Ran paused = onBroker("streams", "pause", "door", "--pipeline", "shop");
        Ran listed = onBroker("streams", "list", "--pipeline", "shop");

        assertThat(again.refusal(2).get("code").asText()).isEqualTo("STREAM_TAKEN");
        assertThat(paused.status()).isZero();
        assertThat(wished("door").action()).isEqualTo(Action.PAUSE);
        assertThat(listed.document().get(0).get("asked").asText()).isEqualTo("PAUSE");
    }

    @Test
    void aStreamThatCannotBeIsRefusedBeforeItIsWritten() {
        Ran kind = onBroker("streams", "add", "k", "gopher://door", "--pipeline", "shop");
        Ran input = onBroker("streams", "add", "i", "-", "--pipeline", "shop");
        Ran policy = onBroker("streams", "add", "p", "/door.mp4", "--policy", "often", "--pipeline", "shop");
        Ran name = onBroker("streams", "add", "ring \u0007", "/door.mp4", "--pipeline", "shop");
        Ran nobody = onBroker("streams", "remove", "nobody", "--pipeline", "shop");

        for (Ran refused : List.of(kind, input, policy, name)) {
            assertThat(refused.refusal(2).get("code").asText()).isEqualTo("BAD_SOURCE");
        }
        assertThat(nobody.refusal(2).get("code").asText()).isEqualTo("NO_STREAM");
        assertThat(TopicRecords.newest(shop(), TopicRegistry.CONTROL)).doesNotContainKeys("k", "i", "p", "nobody");
    }

    private StreamControl wished(String stream) {
        return Objects.requireNonNull(
                TopicRecords.newest(shop(), TopicRegistry.CONTROL).get(stream));
    }

    private LivePipeline shop() {
        return new LivePipeline(KafkaOptions.defaults().at(broker.bootstrap()), SHOP);
    }

    @Test
    void aQuestionThatIsAddedIsListed() {
        Ran added = onBroker("questions", "add", "Who is at the door?", "--pipeline", "shop", "--stream", "door");
        Ran listed = onBroker("questions", "list", "--pipeline", "shop");

        assertThat(added.status()).isZero();
        assertThat(listed.document()).anySatisfy(question -> {
            assertThat(question.get("id")).isEqualTo(added.document().get("id"));
            assertThat(question.get("question").asText()).isEqualTo("Who is at the door?");
            assertThat(question.get("stream").asText()).isEqualTo("door");
        });
    }

    @Test
    void aQuestionIsAboutATimeInThePast() {
        Ran added =
                onBroker("questions", "add", "Was it open?", "--pipeline", "shop", "--from", "-10min", "--to", "-5min");
        String id = added.document().get("id").asText();
        Question asked = TopicRecords.all(shop(), TopicRegistry.QUESTIONS).stream()
                .filter(Question.class::isInstance)
                .map(Question.class::cast)
                .filter(question -> question.id().equals(id))
                .findFirst()
                .orElseThrow();

        assertThat(asked.askedMillis() * 1_000 - asked.fromMicros().orElseThrow())
                .isEqualTo(600_000_000);
        assertThat(asked.askedMillis() * 1_000 - asked.toMicros().orElseThrow()).isEqualTo(300_000_000);
        assertThat(standing("--every", "10s", "--from", "-10min")).isEqualTo("BAD_RANGE");
    }

    @Test
    void aQuestionThatCannotBeAskedIsRefused() {
        for (String question : List.of("  ", "what ".repeat(1 << 18), "ring \u0007 it")) {
            Ran ran = onBroker("questions", "add", question, "--pipeline", "shop");

            assertThat(ran.refusal(2).get("code").asText()).isEqualTo("BAD_QUESTION");
        }
    }

    @Test
    void aStandingQuestionIsListedWithItsLastAnswersUntilItIsRemoved() throws Exception {
        Ran added = onBroker(
                "questions",
                "add",
                "Is the gate open?",
                "--pipeline",
                "shop",
                "--every",
                "10s",
                "--stream",
                "dock/*",
                "--stream",
                "gate",
                "--when",
                "answer is yes",
                "--times",
                "2",
                "--deadline",
                "5s");
        String id = added.document().get("id").asText();
        write(TopicRegistry.ANSWERS, id, answer(id, "gate", 7, "no"));
        write(TopicRegistry.ANSWERS, id, answer(id, "gate", 8, "yes"));
        write(TopicRegistry.ALERTS, id, alert(id, "gate", 8));
        JsonNode listed = question(onBroker("questions", "list", "--pipeline", "shop"), id);
        Ran asText =
                Ran.of("questions", "list", "--set", "kafka.bootstrap=" + broker.bootstrap(), "--pipeline", "shop");
        Ran removed = onBroker("questions", "remove", id, "--pipeline", "shop");
        Ran again = onBroker("questions", "remove", id, "--pipeline", "shop");

        assertThat(added.status()).isZero();
        assertThat(listed.at("/standing/everyMillis").asLong()).isEqualTo(10_000);
        assertThat(listed.at("/standing/deadlineMillis").asLong()).isEqualTo(5_000);
        assertThat(listed.at("/standing/streams")).hasSize(2);
        assertThat(listed.at("/standing/when").asText()).isEqualTo("answer is yes, 2 times in a row");
        assertThat(listed.get("answers")).hasSize(1);
        assertThat(listed.at("/answers/0/answer").asText()).isEqualTo("yes");
        assertThat(listed.at("/alerts/0/state").asText()).isEqualTo("FIRING");
        assertThat(asText.out()).contains("every 10s, alert when answer is yes", "gate: yes (firing)");
        assertThat(removed.document().get("removed").asText()).isEqualTo(id);
        assertThat(onBroker("questions", "list", "--pipeline", "shop").document())
                .noneMatch(question -> question.get("id").asText().equals(id));
        assertThat(again.refusal(2).get("code").asText()).isEqualTo("NO_QUESTION");
    }

    @Test
    void aQuestionOfANamedIdIsChanged() {
        for (String every : List.of("10s", "1min")) {
            onBroker("questions", "add", "Who is there?", "--pipeline", "shop", "--id", "who", "--every", every);
        }
        JsonNode listed = question(onBroker("questions", "list", "--pipeline", "shop"), "who");

        assertThat(listed.at("/standing/everyMillis").asLong()).isEqualTo(60_000);
        onBroker("questions", "remove", "who", "--pipeline", "shop");
    }

    @Test
    void whatCannotStandIsRefusedBeforeItReachesItsTopic() {
        assertThat(standing("--every", "10")).isEqualTo("BAD_TIME");
        assertThat(standing("--every", "1ms")).isEqualTo("BAD_QUESTION");
        assertThat(standing("--on-change", "3")).isEqualTo("BAD_QUESTION");
        assertThat(standing("--every", "10s", "--when", "it rains")).isEqualTo("BAD_QUESTION");
        assertThat(standing("--every", "10s", "--times", "2")).isEqualTo("BAD_QUESTION");
        assertThat(standing("--when", "answer is yes")).isEqualTo("NOT_STANDING");
        assertThat(standing("--stream", "a", "--stream", "b")).isEqualTo("SEVERAL_STREAMS");
    }

    private String standing(String... options) {
        return onBroker(Stream.concat(
                                Stream.of("questions", "add", "Is it open?", "--pipeline", "shop"), Stream.of(options))
                        .toArray(String[]::new))
                .refusal(2)
                .get("code")
                .asText();
    }

    private static JsonNode question(Ran listed, String id) {
        for (JsonNode question : listed.document()) {
            if (question.get("id").asText().equals(id)) {
                return question;
            }
        }
        throw new AssertionError("no question " + id + " in " + listed.out());
    }

    private static Answer answer(String question, String stream, long occurrence, String words) {
        return new Answer(
                RecordIds.answer("run", "read", question, stream, occurrence),
                question,
                "run",
                stream,
                occurrence,
                "Is the gate open?",
                words,
                0.75,
                List.of(),
                new Answer.Counts(1, 49, 12, 12, 1),
                new Answer.Millis(0, 0, 0, 1, 2),
                new BundleRef("lite0-cells", "ab".repeat(32)),
                new BundleRef("reader-small", "cd".repeat(32)),
                List.of(),
                1_000,
                Optional.empty(),
                Optional.empty());
    }

    private static Alert alert(String question, String stream, long occurrence) {
        return new Alert(
                RecordIds.alert("run", "read", question, stream, occurrence, "FIRING"),
                question,
                "run",
                stream,
                occurrence,
                Alert.State.FIRING,
                Alert.Reason.ANSWER,
                "Is the gate open?",
                "answer is yes, 2 times in a row",
                "yes",
                0.75,
                List.of(),
                1_000);
    }

    @Test
    void aDeadLetterGoesBackToItsTopicForItsConsumerAlone() throws Exception {
        write(TopicRegistry.QUESTIONS_DLQ, "q1", letter(SHOP.of(TopicRegistry.QUESTIONS), "q1", 0));

        Ran listed = onBroker("dlq", "list", "questions", "--pipeline", "shop");
        Ran driven = onBroker("dlq", "redrive", "questions", "--pipeline", "shop");

        assertThat(listed.document().get(0).get("reason").asText()).isEqualTo("UNKNOWN_SCHEMA");
        assertThat(driven.status()).isZero();
        assertThat(driven.document().get("sent")).hasSize(1);
        assertThat(read(SHOP.of(TopicRegistry.QUESTIONS))).anySatisfy(record -> {
            assertThat(record.value()).isEqualTo(new byte[] {1, 2, 3});
            assertThat(record.headers().lastHeader("winnow-redrive").value())
                    .isEqualTo("shop/read".getBytes(StandardCharsets.UTF_8));
        });
    }

    @Test
    void aStageThatKnowsNoTopicsHasItsLettersSentBackToo() throws Exception {
        write(TopicRegistry.PRUNED_DLQ, "door", letter("pruned", "door", -1));
        write(TopicRegistry.TOKENS_DLQ, "door", letter("", "door", -1));

        Ran windows = onBroker("dlq", "redrive", "pruned", "--pipeline", "shop");
        Ran tokens = onBroker("dlq", "redrive", "tokens", "--pipeline", "shop");

        assertThat(windows.document().get("sent")).hasSize(1);
        assertThat(tokens.document().get("sent")).hasSize(1);
    }

    @Test
    void whatIsKeptForATimeOfItsOwnIsListedSentBackWhereItWasAndToldOfWhenAStreamIsForgotten(@TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(
                folder.resolve("short.yaml"),
                "{name: short, sources: [{id: gate, address: /gate.mp4, retention: 1h}], edges: {pruned: kafka}, kafka.prefix: lent}");
        Ran created = onBroker("topics", "create", file.toString());
        Ran rights = Ran.of("topics", "acls", file.toString(), "--json");
        TopicNames names = new TopicNames("lent", "short");
        Topic<DeadLetter> letters = TopicRegistry.PRUNED_DLQ.kept(Duration.ofHours(1));
        write(names, TopicRegistry.STREAMS, "gate", status("gate", StreamStatus.State.ENDED, 10));
        write(names, letters, "gate", letter("pruned", "gate", -1));
        write(names, TopicRegistry.ANSWERS.kept(Duration.ofHours(1)), "q", answer("q", "gate", 0, "a secret"));
        String origin = names.of(TopicRegistry.PRUNED.kept(Duration.ofHours(1)));

        Ran all = onBroker("dlq", "list", "pruned", "--pipeline", "short", "--set", "kafka.prefix=lent");
        Ran listed = onBroker("dlq", "list", "pruned-1h", "--pipeline", "short", "--set", "kafka.prefix=lent");
        Ran driven = onBroker("dlq", "redrive", "--pipeline", "short", "--set", "kafka.prefix=lent");
        Ran checked = onBroker("topics", "check", file.toString());
        Ran forgotten = onBroker("streams", "forget", "gate", "--pipeline", "short", "--set", "kafka.prefix=lent");

        assertThat(created.status()).as(created.out()).isZero();
        assertThat(created.document().get("topics"))
                .extracting(JsonNode::asText)
                .contains(origin, names.of(letters));
        assertThat(rights.document().findValuesAsText("name")).contains(origin);
        assertThat(all.document()).hasSize(1);
        assertThat(listed.document()).hasSize(1);
        assertThat(driven.document().get("sent")).hasSize(1);
        assertThat(committed(origin)).hasSize(1);
        assertThat(checked.status()).isZero();
        assertThat(forgotten.document().findValuesAsText("topic")).contains(origin, names.of(TopicRegistry.PRUNED));
    }

    /** What the partitions of a topic hold. */
    private List<ConsumerRecord<byte[], byte[]>> committed(String topic) throws InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = CommittedRecords.consumer(shop().kafka(), "test")) {
            TopicStretch.of(consumer, Pattern.compile(Pattern.quote(topic)))
                    .orElseThrow()
                    .all(records::add);
        }
        return records;
    }

    @Test
    void anInputThatCouldNotBeReadIsLeft() throws Exception {
        write(TopicRegistry.SOURCES_DLQ, "door", letter("", "door", -1));

        Ran driven = onBroker("dlq", "redrive", "sources", "--pipeline", "shop");

        assertThat(driven.status()).isEqualTo(5);
        assertThat(driven.document().get("left")).hasSize(1);
    }

    @Test
    void aTopicThatHoldsNoDeadLettersIsNamed() {
        Ran ran = onBroker("dlq", "list", "answers", "--pipeline", "shop");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.document().get("error").get("hint").asText()).contains("sources.dlq");
    }

    @Test
    void theOnlyPipelineOfABrokerNeedsNoName() {
        assertThat(onBroker("streams", "list").status()).isZero();
    }

    @Test
    void aPipelineThatIsNotThereIsNotReachable() {
        Ran ran = onBroker("streams", "list", "--pipeline", "nobody");

        assertThat(ran.status()).isEqualTo(4);
        assertThat(ran.document().get("error").get("hint").asText()).contains("shop");
    }

    @Test
    void aPortInUseIsToldBeforeAnythingIsServed() {
        String port = broker.bootstrap().substring(broker.bootstrap().indexOf(':') + 1);

        Ran ran = onBroker("serve", "--pipeline", "shop", "--port", port);

        assertThat(ran.status()).isEqualTo(4);
        assertThat(ran.document().get("error").get("code").asText()).isEqualTo("PORT_IN_USE");
    }

    @Test
    void aKeyIsShownOnceAndItsFileKeepsItsHash(@TempDir Path folder) throws Exception {
        String file = folder.resolve("keys.jsonl").toString();

        Ran ran = Ran.of(
                "keys", "add", file, "dock", "--stream", "dock/*", "--may", "read", "--expires", "90d", "--json");
        Ran again = Ran.of("keys", "add", file, "dock", "--json");
        Ran wrong = Ran.of("keys", "add", file, "The Dock", "--json");

        assertThat(ran.status()).isZero();
        String key = ran.document().get("key").asText();
        assertThat(key).startsWith("winnow_dock_");
        assertThat(Files.readString(Path.of(file)))
                .contains("\"dock/*\"", "[\"read\"]", "expires")
                .doesNotContain(key.substring("winnow_dock_".length()));
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.document().get("error").get("what").asText()).contains("a key dock already");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.document().get("error").get("code").asText()).isEqualTo("BAD_KEY");
    }

    @Test
    void othersAreNotServedWithoutKeys() {
        Ran ran = onBroker("serve", "--pipeline", "shop", "--port", "0", "--host", "0.0.0.0");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.document().get("error").get("code").asText()).isEqualTo("KEYS_NEEDED");
        for (String[] options : new String[][] {{"--tls-cert", "x.crt"}, {"--audit-questions"}, {"--rate", "0"}}) {
            Ran wrong = onBroker(Stream.concat(Stream.of("serve", "--pipeline", "shop"), Stream.of(options))
                    .toArray(String[]::new));
            assertThat(wrong.status()).isEqualTo(2);
            assertThat(wrong.document().get("error").get("code").asText()).isEqualTo("BAD_GATEWAY_OPTION");
        }
    }

    private static StreamStatus status(String stream, StreamStatus.State state, long frames) {
        return new StreamStatus(stream, "run", state, 0, 1_000, 1_000, frames, Map.of("LATE", 3L), 0, "", 1_000);
    }

    private static DeadLetter letter(String topic, String key, int partition) {
        return new DeadLetter(
                RecordIds.deadLetter("shop/read", key, "UNKNOWN_SCHEMA", topic),
                "run",
                "shop/read",
                topic,
                partition,
                partition < 0 ? -1 : 7,
                key,
                new byte[] {1, 2, 3},
                "UNKNOWN_SCHEMA",
                "the schema is not known",
                "questions-0@7",
                "Upgrade the consumers first, then redrive.",
                "",
                Optional.empty(),
                1,
                1_000);
    }

    private <T> void write(Topic<T> topic, String key, T value) throws InterruptedException {
        write(SHOP, topic, key, value);
    }

    private <T> void write(TopicNames names, Topic<T> topic, String key, T value) throws InterruptedException {
        try (TopicSender sender = new TopicSender(shop())) {
            sender.send(new ProducerRecord<>(
                    names.of(topic),
                    key.getBytes(StandardCharsets.UTF_8),
                    topic.codec().encode(value)));
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrap()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(5)).records(partition);
        }
    }

    private Ran onBroker(String... arguments) {
        return Ran.of(Stream.concat(
                        Stream.of(arguments), Stream.of("--set", "kafka.bootstrap=" + broker.bootstrap(), "--json"))
                .toArray(String[]::new));
    }
}
