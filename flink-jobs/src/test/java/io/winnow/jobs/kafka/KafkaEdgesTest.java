package io.winnow.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.winnow.decode.control.StreamControls;
import io.winnow.decode.control.StreamWish;
import io.winnow.jobs.Samples;
import io.winnow.jobs.TestBroker;
import io.winnow.jobs.definition.Delivery;
import io.winnow.jobs.definition.FlinkOptions;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.jobs.run.JobSettings;
import io.winnow.jobs.run.MemoryPlan;
import io.winnow.records.AskElement;
import io.winnow.records.DeadLetter;
import io.winnow.records.Element;
import io.winnow.records.Forgettings;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.RunEnded;
import io.winnow.records.StageContext;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StandingRemoved;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamEvent;
import io.winnow.records.StreamRules;
import io.winnow.records.TokenRecord;
import io.winnow.records.avro.RecordCodecs;
import io.winnow.records.flink.RecordTypes;
import io.winnow.topics.Retentions;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two jobs joined by a topic, on a real broker and a real cluster inside this process. */
class KafkaEdgesTest {
    private static final int PARTITIONS = 3;
    private static final List<Long> BEGIN = List.of(0L, 0L, 0L);

    @TempDir
    static Path folder;

    private static TestBroker broker;
    private static EmbeddedFlink flink;

    @BeforeAll
    static void startBrokerAndCluster() throws IOException {
        broker = TestBroker.start(folder);
        flink = EmbeddedFlink.start(4, MemoryPlan.NONE, Map.of());
    }

    @AfterAll
    static void stopThem() {
        flink.close();
        broker.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Delivery.class,
            names = {"EXACTLY_ONCE", "AT_LEAST_ONCE"})
    void recordsCrossATopicInTheOrderOfTheirStreamsAndTheConsumerEnds(Delivery delivery) throws Exception {
        Lane lane = new Lane("cross-" + (delivery == Delivery.EXACTLY_ONCE ? "exactly" : "at-least"), delivery, 2);
        Map<String, List<Element>> streams = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            streams.put("camera-" + i, Samples.stream("run-1", "camera-" + i, 40));
        }
        lane.start(streams.values().stream().flatMap(List::stream).toList());
        lane.await();
        Map<String, List<Element>> arrived = byStream(lane.arrived());
        assertThat(arrived).isEqualTo(streams);
        assertThat(broker.read(lane.out).stream().filter(KafkaEdgesTest::isMark))
                .hasSize(PARTITIONS * 2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Delivery.class,
            names = {"EXACTLY_ONCE", "AT_LEAST_ONCE"})
    void streamsWithARetentionOfTheirOwnCrossTopicsOfTheirOwnAndAllAreReadAsOne(Delivery delivery) throws Exception {
        Duration hour = Duration.ofHours(1);
        String name = "own-" + (delivery == Delivery.EXACTLY_ONCE ? "exactly" : "at-least");
        Lane lane = new Lane(
                name,
                delivery,
                2,
                new Retentions(Map.of("walk", hour, "gate", Duration.ofDays(1), "door", Duration.ZERO)));
        byte[] foreign = "not a record".getBytes(StandardCharsets.UTF_8);
        TopicNames names = new TopicNames("winnow", name);
        broker.write(names.of(TopicRegistry.TOKENS.kept(hour)), 1, "walk/9".getBytes(StandardCharsets.UTF_8), foreign);
        Map<String, List<Element>> streams = new TreeMap<>();
        for (String stream : List.of("door", "gate", "walk/1", "walk/2", "walk/3")) {
            streams.put(stream, Samples.stream("run-1", stream, 30));
        }
        lane.start(streams.values().stream().flatMap(List::stream).toList());
        lane.await();
        Map<String, List<Element>> arrived = new TreeMap<>();
        Map.of("", "door", "-1h", "walk", "-1d", "gate").forEach((own, source) -> {
            for (String edge : List.of("tokens", "pruned")) {
                List<Element> records = broker.read(names.full(edge + own)).stream()
                        .filter(record -> !Arrays.equals(record.value(), foreign))
                        .map(KafkaEdgesTest::decode)
                        .toList();
                List<Element> told = records.stream()
                        .filter(element -> !(element instanceof RunEnded))
                        .toList();
                assertThat(records).hasSize(told.size() + PARTITIONS * 2);
                assertThat(byStream(told).keySet()).allMatch(stream -> StreamRules.isOf(source, stream));
                if (edge.equals("pruned")) {
                    arrived.putAll(byStream(told));
                }
            }
        });
        assertThat(arrived).isEqualTo(streams);
        assertThat(lane.letters()).isEmpty();
        assertThat(broker.read(names.full("tokens-1h.dlq"))).hasSize(1);
    }

    @Test
    void aFailureInTheMiddleNeitherLosesNorDoublesARecord() throws Exception {
        Lane lane = new Lane("failing", Delivery.EXACTLY_ONCE, 2);
        FailOnce.armed.set(true);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            elements.addAll(Samples.stream("run-1", "camera-" + i, 60));
        }
        lane.start(elements);
        lane.await();
        assertThat(FailOnce.armed).isFalse();
        assertThat(byStream(lane.arrived())).isEqualTo(byStream(elements));
    }

    @Test
    void foreignBytesBecomeDeadLettersAndTheStreamGoesOn() throws Exception {
        Lane lane = new Lane("foreign", Delivery.AT_LEAST_ONCE, 1);
        byte[] foreign = "not a record".getBytes(StandardCharsets.UTF_8);
        broker.write(lane.in, 1, "somebody".getBytes(StandardCharsets.UTF_8), foreign);
        lane.start(Samples.stream("run-1", "door", 3));
        lane.await();
        assertThat(lane.arrived()).containsExactlyElementsOf(Samples.stream("run-1", "door", 3));
        List<DeadLetter> letters = lane.letters();
        assertThat(letters).hasSize(1);
        DeadLetter letter = letters.get(0);
        assertThat(letter.original()).isEqualTo(foreign);
        assertThat(letter.topic()).isEqualTo(lane.in);
        assertThat(letter.partition()).isEqualTo(1);
        assertThat(letter.offset()).isZero();
        assertThat(letter.key()).isEqualTo("somebody");
        assertThat(letter.reason()).isEqualTo("MALFORMED");
        assertThat(letter.consumer()).isEqualTo("foreign/prune");
    }

    @Test
    void recordsAndMarksOfAnotherRunAreNotItsOwn() throws Exception {
        Lane lane = new Lane("other", Delivery.AT_LEAST_ONCE, 1);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            broker.write(
                    lane.in,
                    partition,
                    new byte[0],
                    RecordCodecs.ELEMENT.encode(new RunEnded("run-0", "tokenize", 0, 1, partition)));
            broker.write(
                    lane.in, partition, new byte[0], RecordCodecs.ELEMENT.encode(Samples.tokens("run-0", "door", 7)));
        }
        lane.start(Samples.stream("run-1", "door", 3));
        lane.await();
        assertThat(lane.arrived()).containsExactlyElementsOf(Samples.stream("run-1", "door", 3));
    }

    @Test
    void wishesAreHeardFromTheBeginningTheNewestOfEachStreamThenAsTheyCome() throws Exception {
        TopicNames names = new TopicNames("winnow", "wishes");
        String topic = names.of(TopicRegistry.CONTROL);
        broker.create(topic, 1);
        broker.create(names.of(TopicRegistry.CONTROL_DLQ), 1);
        StreamControl added = StreamControl.add("gate", "/gate.mp4", "", 5);
        StreamControl removed = StreamControl.of("shed", StreamControl.Action.REMOVE, 3);
        wish("gate", topic, StreamControl.add("gate", "/elsewhere.mp4", "", 4));
        wish("gate", topic, added);
        broker.write(topic, 0, bytes("yard"), bytes("not a record"));
        wish("other", topic, StreamControl.of("door", StreamControl.Action.PAUSE, 6));
        wish("shed", topic, StreamControl.forget("shed", 2));
        wish("shed", topic, removed);
        broker.write(topic, 0, bytes("shed"), bytes("no record"));
        KafkaEdges edges = new KafkaEdges(
                KafkaOptions.defaults().at(broker.bootstrap()),
                names,
                Delivery.AT_LEAST_ONCE,
                1,
                Map.of(),
                Retentions.NONE);
        Heard heard = new Heard();
        try (StreamControls.Following following = edges.controls(
                        new StageContext("run-1", "wishes", "decode", "digest"))
                .follow(heard)) {
            List<StreamWish> first = heard.next();
            assertThat(first).extracting(StreamWish::stream).containsExactly("gate", "yard", "other", "shed", "shed");
            assertThat(first.get(0)).isInstanceOfSatisfying(StreamWish.Asked.class, asked -> {
                assertThat(asked.control()).isEqualTo(added);
                asked.refusal().refuse("STREAM_TAKEN", "there is one", "choose another id");
            });
            assertThat(first.subList(1, 3)).allMatch(StreamWish.Unreadable.class::isInstance);
            assertThat(first.get(3))
                    .isInstanceOfSatisfying(
                            StreamWish.Asked.class,
                            asked -> assertThat(asked.control()).isEqualTo(removed));
            assertThat(first.get(4)).isInstanceOf(StreamWish.Unreadable.class);
            broker.write(topic, 0, bytes("gate"), null);
            assertThat(heard.next()).containsExactly(new StreamWish.Withdrawn("gate"));
        }
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : broker.read(names.of(TopicRegistry.CONTROL_DLQ))) {
            letters.add(RecordCodecs.DEAD_LETTER.decode(record.value()));
        }
        assertThat(letters)
                .extracting(DeadLetter::key, DeadLetter::reason, DeadLetter::consumer)
                .containsExactlyInAnyOrder(
                        tuple("yard", "MALFORMED", "wishes/decode"),
                        tuple("other", "BAD_CONTROL", "wishes/decode"),
                        tuple("shed", "MALFORMED", "wishes/decode"),
                        tuple("gate", "STREAM_TAKEN", "wishes/decode"));
    }

    @Test
    void whatIsForgottenIsKnownBeforeAnythingIsReadAndChangesAreToldToEachWhoAsks() throws Exception {
        TopicNames names = new TopicNames("winnow", "forgetful");
        String topic = names.of(TopicRegistry.CONTROL);
        broker.create(topic, 1);
        wish("gate", topic, StreamControl.forget("gate", 5));
        broker.write(topic, 0, bytes("yard"), bytes("not a record"));
        wish("shed", topic, StreamControl.forget("shed", 5));
        broker.write(topic, 0, bytes("shed"), bytes("not a record"));
        Forgettings forgettings = new ForgottenTopic(KafkaOptions.defaults().at(broker.bootstrap()), names);
        Told told = new Told();
        try (Forgettings.Following first = forgettings.follow(new Told());
                Forgettings.Following second = forgettings.follow(told)) {
            assertThat(first.now().refuses("gate", 0)).isTrue();
            assertThat(first.now().refuses("shed", 0)).isTrue();
            assertThat(second.now()).isSameAs(first.now());
            ForgottenStreams before = first.now();
            wish("door", topic, StreamControl.of("door", StreamControl.Action.PAUSE, 6));
            wish("yard", topic, StreamControl.forget("yard", 7));
            told.changes.acquire();
            assertThat(first.now().refuses("yard", 0)).isTrue();
            assertThat(first.now()).isNotEqualTo(before);
            broker.write(topic, 0, bytes("gate"), null);
            told.changes.acquire();
            assertThat(second.now().refuses("gate", 0)).isFalse();
        }
        assertThat(told.failure).isEmpty();
    }

    @Test
    void whoeverCatchesUpKnowsAllThatWasWishedBefore() throws Exception {
        TopicNames names = new TopicNames("winnow", "behind");
        String topic = names.of(TopicRegistry.CONTROL);
        broker.create(topic, 2);
        Forgettings forgettings = new ForgottenTopic(KafkaOptions.defaults().at(broker.bootstrap()), names);
        Forgettings.Following following = forgettings.follow(new Told());
        try (following) {
            wish("gate", topic, StreamControl.forget("gate", 5));
            following.catchUp();
            assertThat(following.now().stands("gate")).isTrue();
            wish("gate", topic, StreamControl.add("gate", "/gate", "", 6).forgottenBefore(5));
            following.catchUp();
            assertThat(following.now().stands("gate")).isFalse();
        }
        following.catchUp();
        assertThat(following.now().stands("gate")).isFalse();
    }

    @Test
    void withoutItsTopicNobodyKnowsWhatIsForgotten() {
        Forgettings forgettings =
                new ForgottenTopic(KafkaOptions.defaults().at(broker.bootstrap()), new TopicNames("winnow", "without"));
        assertThatThrownBy(() -> forgettings.follow(new Told()))
                .hasMessageContaining("the control topic winnow.without.control.v1 at " + broker.bootstrap()
                        + " does not say which streams are forgotten");
    }

    /** Counts changes. */
    private static final class Told implements Forgettings.Listener {
        private final Semaphore changes = new Semaphore(0);
        private volatile Optional<Exception> failure = Optional.empty();

        @Override
        public void changed() {
            changes.release();
        }

        @Override
        public void failed(Exception why) {
            failure = Optional.of(why);
        }
    }

    private static void wish(String key, String topic, StreamControl control) {
        broker.write(topic, 0, bytes(key), RecordCodecs.STREAM_CONTROL.encode(control));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What is heard, call by call. */
    private static final class Heard implements StreamControls.Listener {
        private final BlockingQueue<List<StreamWish>> calls = new LinkedBlockingQueue<>();

        @Override
        public void heard(List<StreamWish> wishes) {
            calls.add(wishes);
        }

        @Override
        public void failed(Exception failure) {
            throw new IllegalStateException(failure);
        }

        List<StreamWish> next() throws InterruptedException {
            return Objects.requireNonNull(calls.poll(60, TimeUnit.SECONDS), "nothing was heard");
        }
    }

    @Test
    void aStreamThatNeverEndedIsAnError() throws Exception {
        Lane lane = new Lane("unended", Delivery.AT_LEAST_ONCE, 1);
        lane.start(List.of(Samples.event("run-1", "door", 0, StreamEvent.Kind.STARTED, 0)));
        Throwable failure = lane.failure();
        assertThat(failure).hasStackTraceContaining("these streams never did: door");
    }

    @Test
    void standingQuestionsAreReadFromTheBeginningOfTheirTopicToTheMarkOfTheRun() throws Exception {
        TopicNames names = new TopicNames("winnow", "standing");
        String topic = names.of(TopicRegistry.STANDING_QUESTIONS);
        broker.create(topic, 1);
        KafkaOptions kafka = KafkaOptions.defaults().at(broker.bootstrap());
        try (QuestionWriter writer = new QuestionWriter(kafka, names)) {
            writer.stand(standing("gate"));
            writer.end("run-0", List.of(topic));
            writer.stand(standing("dock"));
            writer.remove("gate");
            writer.end("run-1", List.of(topic));
        }
        KafkaEdges edges =
                new KafkaEdges(kafka, names, Delivery.AT_LEAST_ONCE, 2, Map.of(topic, List.of(5L)), Retentions.NONE);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
        List<AskElement> heard = new ArrayList<>();
        try (CloseableIterator<AskElement> read = edges.standing(
                        env, new StageContext("run-1", "standing", "read", "digest"))
                .records()
                .executeAndCollect()) {
            read.forEachRemaining(heard::add);
        }
        assertThat(heard).containsExactly(standing("gate"), standing("dock"), new StandingRemoved("gate"));
    }

    private static StandingQuestion standing(String id) {
        return new StandingQuestion(
                id, "Is it open?", List.of(), Optional.of(10_000L), Optional.empty(), "", Optional.empty(), 1);
    }

    private static boolean isMark(ConsumerRecord<byte[], byte[]> record) {
        return decode(record) instanceof RunEnded;
    }

    private static Element decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return RecordCodecs.ELEMENT.decode(record.value());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, List<Element>> byStream(List<Element> elements) {
        Map<String, List<Element>> streams = new TreeMap<>();
        elements.forEach(element -> streams.computeIfAbsent(stream(element), id -> new ArrayList<>())
                .add(element));
        return streams;
    }

    private static String stream(Element element) {
        return element instanceof TokenRecord tokens
                ? tokens.origin().stream()
                : ((StreamEvent) element).origin().stream();
    }

    /** A producing and a consuming job around one topic; the consumer writes what arrives to a second. */
    private static final class Lane {
        private final String in;
        private final String out;
        private final String dlq;
        private final int parallelism;
        private final KafkaEdges edges;
        private final StageContext writer;
        private final StageContext reader;
        private final List<org.apache.flink.api.common.JobID> jobs = new ArrayList<>();

        Lane(String name, Delivery delivery, int parallelism) {
            this(name, delivery, parallelism, Retentions.NONE);
        }

        Lane(String name, Delivery delivery, int parallelism, Retentions retentions) {
            TopicNames names = new TopicNames("winnow", name);
            this.in = names.of(TopicRegistry.TOKENS);
            this.out = names.of(TopicRegistry.PRUNED);
            this.dlq = names.of(TopicRegistry.TOKENS_DLQ);
            this.parallelism = parallelism;
            broker.create(in, PARTITIONS);
            broker.create(out, PARTITIONS);
            broker.create(dlq, 1);
            Map<String, List<Long>> offsets = new TreeMap<>(Map.of(in, BEGIN, out, BEGIN, dlq, List.of(0L)));
            retentions.own().forEach(own -> {
                for (Topic<?> topic : List.of(TopicRegistry.TOKENS, TopicRegistry.PRUNED, TopicRegistry.TOKENS_DLQ)) {
                    List<Long> begin = topic.deadLetters() ? List.of(0L) : BEGIN;
                    broker.create(names.of(topic.kept(own)), begin.size());
                    offsets.put(names.of(topic.kept(own)), begin);
                }
            });
            edges = new KafkaEdges(
                    KafkaOptions.defaults().at(broker.bootstrap()), names, delivery, parallelism, offsets, retentions);
            writer = new StageContext("run-1", name, "tokenize", "digest");
            reader = new StageContext("run-1", name, "prune", "digest");
        }

        void start(List<Element> elements) throws Exception {
            StreamExecutionEnvironment producing = environment(writer);
            edges.write(
                    producing
                            .fromData(RecordTypes.ELEMENT, elements.toArray(Element[]::new))
                            .uid("elements")
                            .setParallelism(1)
                            .keyBy(KafkaEdgesTest::stream)
                            .process(new HandOn())
                            .returns(RecordTypes.ELEMENT)
                            .uid("hand-on")
                            .setParallelism(parallelism),
                    TopicRegistry.TOKENS,
                    writer);
            submit(producing);
            StreamExecutionEnvironment consuming = environment(reader);
            var read = edges.elements(consuming, TopicRegistry.TOKENS, reader.pipeline(), reader);
            edges.write(
                    read.records()
                            .map(new FailOnce())
                            .returns(RecordTypes.ELEMENT)
                            .uid("fail-once"),
                    TopicRegistry.PRUNED,
                    reader);
            edges.writeDeadLetters(read.deadLetters(), TopicRegistry.TOKENS_DLQ, reader);
            submit(consuming);
        }

        private StreamExecutionEnvironment environment(StageContext stage) {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(JobSettings.of(
                    FlinkOptions.defaults(),
                    stage.consumer(),
                    folder.resolve("checkpoints").toUri().toString(),
                    Optional.empty()));
            env.setParallelism(parallelism);
            env.getCheckpointConfig().setCheckpointInterval(300);
            return env;
        }

        private void submit(StreamExecutionEnvironment env) throws Exception {
            jobs.add(
                    flink.client().submitJob(env.getStreamGraph().getJobGraph()).get(30, TimeUnit.SECONDS));
        }

        void await() throws Exception {
            for (var job : jobs) {
                flink.client()
                        .requestJobResult(job)
                        .get(60, TimeUnit.SECONDS)
                        .toJobExecutionResult(KafkaEdgesTest.class.getClassLoader());
            }
        }

        Throwable failure() throws Exception {
            return flink.client()
                    .requestJobResult(jobs.get(1))
                    .get(60, TimeUnit.SECONDS)
                    .getSerializedThrowable()
                    .orElseThrow();
        }

        List<Element> arrived() {
            return broker.read(out).stream()
                    .map(KafkaEdgesTest::decode)
                    .filter(element -> !(element instanceof RunEnded))
                    .toList();
        }

        List<DeadLetter> letters() {
            return broker.read(dlq).stream()
                    .map(record -> {
                        try {
                            return RecordCodecs.DEAD_LETTER.decode(record.value());
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        }
    }

    /** Fails after a checkpoint has been completed and more records have come, if armed. */
    private static final class FailOnce implements MapFunction<Element, Element>, CheckpointListener {
        private static final long serialVersionUID = 1;
        private static final AtomicBoolean armed = new AtomicBoolean();
        private boolean checkpointed;
        private int since;

        @Override
        public Element map(Element element) {
            if (armed.get() && checkpointed && ++since > 1 && armed.getAndSet(false)) {
                throw new IllegalStateException("once");
            }
            if (armed.get()) {
                // Slow enough that a checkpoint falls into the middle.
                LockSupport.parkNanos(5_000_000);
            }
            return element;
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            checkpointed = true;
        }
    }

    /** Makes the partitioning by stream visible to the sink behind it. */
    private static final class HandOn
            extends org.apache.flink.streaming.api.functions.KeyedProcessFunction<String, Element, Element> {
        private static final long serialVersionUID = 1;

        @Override
        public void processElement(Element element, Context context, org.apache.flink.util.Collector<Element> out) {
            out.collect(element);
        }
    }
}
