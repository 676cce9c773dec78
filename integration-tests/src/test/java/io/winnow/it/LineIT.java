package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.jobs.kafka.QuestionWriter;
import io.winnow.jobs.run.RunStore;
import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.AnswerElement;
import io.winnow.records.Element;
import io.winnow.records.Elements;
import io.winnow.records.RunEnded;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StreamEvent;
import io.winnow.records.TokenRecord;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole line as three jobs of the entry point, in a cluster of separate processes: what its topics hold at the end. */
class LineIT {
    private static final String PIPELINE = "line";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path folder;

    /** Files by stream; frames of all but real ones are all handed on. */
    private static final Map<String, Path> STREAMS = new TreeMap<>();

    private static String run = "";
    private static List<Element> tokens = List.of();
    private static List<Element> pruned = List.of();
    private static List<AnswerElement> answers = List.of();
    private static List<Alert> alerts = List.of();

    @BeforeAll
    static void runTheLine() throws IOException, InterruptedException {
        drawClips();
        try (BrokerProcess broker = BrokerProcess.start(folder);
                FlinkCluster cluster = FlinkCluster.start(folder, 2, 3, Map.of())) {
            List<String> jobs = cluster.submit(
                    FlinkCluster.jobJar(),
                    "io.winnow.jobs.WinnowJob",
                    List.of("--pipeline", definition(broker).toString(), "--create-topics"));
            assertThat(jobs).hasSize(3);
            run = new RunStore(folder.resolve("state"))
                    .latest(PIPELINE)
                    .orElseThrow()
                    .id();
            ask(broker);
            cluster.awaitEnd(jobs, PATIENCE);
            tokens = Topics.read(broker.bootstrap(), PIPELINE, TopicRegistry.TOKENS);
            pruned = Topics.read(broker.bootstrap(), PIPELINE, TopicRegistry.PRUNED);
            answers = Topics.read(broker.bootstrap(), PIPELINE, TopicRegistry.ANSWERS);
            alerts = Topics.read(broker.bootstrap(), PIPELINE, TopicRegistry.ALERTS);
        }
    }

    private static void drawClips() throws IOException {
        List<Path> clips = new ArrayList<>(List.of(
                Media.steady(folder.resolve("steady.mp4"), "testsrc2=size=320x240:rate=25", 60),
                Media.steady(folder.resolve("fractal.mp4"), "mandelbrot=size=320x240:rate=25", 40),
                Media.uneven(folder.resolve("uneven.mp4"), "testsrc2=size=320x240:rate=25", 50),
                Media.uneven(folder.resolve("uneven.mkv"), "mandelbrot=size=320x240:rate=25", 40)));
        clips.addAll(SharedData.clips());
        clips.forEach(clip -> STREAMS.put(clip.getFileName().toString(), clip));
    }

    private static Path definition(BrokerProcess broker) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "name: " + PIPELINE,
                "edges.tokens: kafka",
                "edges.pruned: kafka",
                "decode.memory: 256MiB",
                "decode.children: 2",
                "kafka.bootstrap: " + broker.bootstrap(),
                "flink.parallelism: 2",
                "flink.checkpoint-interval: 1s",
                "flink.state-folder: " + folder.resolve("state"),
                "sources:"));
        STREAMS.forEach((id, file) -> lines.add(
                "  - {id: " + id + ", address: " + file + ", policy: " + (drawn(id) ? "keep-all" : "fps(1)") + "}"));
        return Files.write(folder.resolve("line.yaml"), lines);
    }

    private static boolean drawn(String stream) {
        return STREAMS.getOrDefault(stream, folder).startsWith(folder);
    }

    private static void ask(BrokerProcess broker) throws InterruptedException {
        KafkaOptions kafka = KafkaOptions.defaults().at(broker.bootstrap());
        try (QuestionWriter questions =
                new QuestionWriter(kafka, new TopicNames(TopicNames.DEFAULT_PREFIX, PIPELINE))) {
            questions.ask(Pipelines.question("what", "What is in the picture?"));
            questions.stand(new StandingQuestion(
                    "again",
                    "What is in the picture?",
                    List.of("steady*"),
                    Optional.of(60_000L),
                    Optional.empty(),
                    "answer is not this",
                    Optional.empty(),
                    System.currentTimeMillis()));
            questions.end(run);
        }
    }

    @Test
    void everyStreamIsToldFromItsStartToItsEndWithoutAHole() {
        for (List<Element> edge : List.of(tokens, pruned)) {
            Map<String, List<Element>> streams = Told.byStream(edge);
            assertThat(streams.keySet()).isEqualTo(STREAMS.keySet());
            streams.forEach((stream, told) -> {
                assertThat(told.stream().map(element -> Elements.origin(element).ordinal()))
                        .as(stream)
                        .containsExactlyElementsOf(
                                LongStream.range(0, told.size()).boxed().toList());
                assertThat(kind(told.get(0))).isEqualTo(StreamEvent.Kind.STARTED);
                assertThat(kind(told.get(told.size() - 1))).isEqualTo(StreamEvent.Kind.ENDED);
            });
        }
    }

    private static StreamEvent.Kind kind(Element element) {
        return ((StreamEvent) element).kind();
    }

    @Test
    void everyFrameThatFfmpegDecodesIsATokenRecordOrCountedInAGap() throws IOException {
        for (Map.Entry<String, List<Element>> stream : Told.byStream(tokens).entrySet()) {
            long frames = Media.frames(STREAMS.getOrDefault(stream.getKey(), folder));
            List<StreamEvent> events = events(stream.getValue());
            long records = stream.getValue().stream()
                    .filter(TokenRecord.class::isInstance)
                    .count();
            long left = events.stream()
                    .filter(event -> event.kind() == StreamEvent.Kind.GAP)
                    .mapToLong(StreamEvent::count)
                    .sum();
            assertThat(events.get(events.size() - 1).count())
                    .as(stream.getKey())
                    .isEqualTo(frames);
            assertThat(records + left).as(stream.getKey()).isEqualTo(frames);
            assertThat(drawn(stream.getKey()) ? left : 0).isZero();
        }
    }

    private static List<StreamEvent> events(List<Element> told) {
        return told.stream()
                .filter(StreamEvent.class::isInstance)
                .map(StreamEvent.class::cast)
                .toList();
    }

    @Test
    void aQuestionPutThroughItsTopicIsAnsweredForEachStream() {
        List<Answer> given = Told.answers(answers).stream()
                .filter(answer -> answer.questionId().equals("what"))
                .toList();
        assertThat(given).extracting(Answer::stream).containsExactlyElementsOf(STREAMS.keySet());
        assertThat(given).allSatisfy(answer -> {
            assertThat(answer.questionId()).isEqualTo("what");
            assertThat(answer.run()).isEqualTo(run);
            assertThat(answer.answer()).isNotBlank();
            assertThat(answer.counts().read()).isPositive();
        });
    }

    @Test
    void aStandingQuestionPutThroughItsTopicIsAnsweredAndItsConditionRaisesAnAlert() {
        assertThat(Told.answers(answers))
                .filteredOn(answer -> answer.questionId().equals("again"))
                .extracting(Answer::stream)
                .containsExactly("steady.mp4");
        assertThat(alerts)
                .extracting(Alert::questionId, Alert::stream, Alert::state)
                .containsExactly(tuple("again", "steady.mp4", Alert.State.FIRING));
    }

    @Test
    void everyPartitionEndsWithTheMarksOfEverySubtask() {
        assertThat(marks(tokens)).isEqualTo(expected("tokenize", TopicRegistry.TOKENS.partitions()));
        assertThat(marks(pruned)).isEqualTo(expected("prune", TopicRegistry.PRUNED.partitions()));
        assertThat(marks(answers)).isEqualTo(expected("read", TopicRegistry.ANSWERS.partitions()));
    }

    private static List<RunEnded> marks(List<?> elements) {
        return elements.stream()
                .filter(RunEnded.class::isInstance)
                .map(RunEnded.class::cast)
                .sorted(Comparator.comparing(RunEnded::partition).thenComparing(RunEnded::subtask))
                .toList();
    }

    private static List<RunEnded> expected(String stage, int partitions) {
        return IntStream.range(0, partitions)
                .boxed()
                .flatMap(partition ->
                        IntStream.range(0, 2).mapToObj(subtask -> new RunEnded(run, stage, subtask, 2, partition)))
                .toList();
    }
}
