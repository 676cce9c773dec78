package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.winnow.decode.worker.camera.Manner;
import io.winnow.decode.worker.camera.Play;
import io.winnow.decode.worker.camera.RtspCamera;
import io.winnow.jobs.PipelineRunner;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.definition.SourceDefinition;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.jobs.run.RunCounts;
import io.winnow.jobs.run.RunStore;
import io.winnow.jobs.run.SessionFlink;
import io.winnow.jobs.run.StoredRun;
import io.winnow.records.Answer;
import io.winnow.records.BundleRef;
import io.winnow.records.Element;
import io.winnow.records.Elements;
import io.winnow.records.StreamEvent;
import io.winnow.records.TokenRecord;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a cluster of separate processes that are stopped with a savepoint and go on as something else. */
class StoppedRunIT {
    private static final String PIPELINE = "cameras";
    private static final String READERS = "readers";
    private static final int CAMERAS = 4;
    private static final int RATE = 5;
    private static final int ENDLESS = 100_000;
    /** Of each camera at least, before the run is stopped again. */
    private static final int FRAMES = 10;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    static Path folder;

    private static BrokerProcess broker;
    private static FlinkCluster cluster;
    private static SessionFlink flink;

    private final Map<String, RtspCamera> cameras = new TreeMap<>();

    @BeforeAll
    static void start() throws IOException {
        broker = BrokerProcess.start(folder);
        cluster = FlinkCluster.start(
                folder,
                1,
                2,
                Map.of(),
                List.of("taskmanager.load-balance.mode: SLOTS", "metrics.fetcher.update-interval: 1000"));
        flink = SessionFlink.at(cluster.rest());
    }

    @AfterAll
    static void stop() {
        flink.close();
        cluster.close();
        broker.close();
    }

    @AfterEach
    void closeCameras() throws IOException {
        for (RtspCamera camera : cameras.values()) {
            camera.close();
        }
    }

    private void openCameras(int number) throws IOException {
        for (int i = 0; i < number; i++) {
            cameras.put(
                    "camera-" + i,
                    RtspCamera.open(new Manner(RATE, ENDLESS, RATE, 0, 0, Manner.End.CLOSES, "", Optional.empty())));
        }
    }

    @Test
    void streamsAreDealtOutEvenlyEachTimeAndEveryFrameAndQuestionIsAccountedFor()
            throws IOException, InterruptedException {
        openCameras(CAMERAS);
        StoredRun run = Pipelines.open(rescaled(1), "run-1");
        try (Asker asker = Asker.of(broker.kafka(), run, CAMERAS)) {
            try (RunningPipeline alone = start(rescaled(1))) {
                awaitStretch(1, asker);
                awaitStreams(alone, Map.of(0, CAMERAS));
                alone.stop();
            }
            cluster.addTaskManager();
            cluster.awaitTaskManagers(2);
            try (RunningPipeline both = start(rescaled(2))) {
                awaitStretch(2, asker);
                awaitStreams(both, Map.of(0, CAMERAS / 2, 1, CAMERAS / 2));
                both.stop();
            }
            cluster.stopTaskManager(0);
            cluster.awaitTaskManagers(1);
            try (RunningPipeline other = start(rescaled(1))) {
                assertThat(other.run()).isEqualTo(run.id());
                awaitStretch(3, asker);
                awaitStreams(other, Map.of(1, CAMERAS));
                asker.end();
                removeCameras(PIPELINE);
                check(other.await(), told());
            }
            check(asker, PIPELINE);
        }
    }

    @Test
    void whatWaitsIsAnsweredByTheReaderThatTheRunGoesOnWith() throws IOException, InterruptedException {
        openCameras(1);
        Path models = Models.with(folder.resolve("models"), "reader-next");
        ResolvedPipeline before = reading(models, "reader-small");
        ResolvedPipeline after = reading(models, "reader-next");
        StoredRun run = Pipelines.open(before, "run-2");
        try (Asker asker = Asker.of(broker.kafka(), run, 1)) {
            try (RunningPipeline running = start(before)) {
                asker.awaitAnswers();
                running.stop();
            }
            Set<String> asked = Set.copyOf(asker.asked());
            Set<String> answered =
                    asker.answers().stream().map(Answer::questionId).collect(Collectors.toSet());
            assertThat(catchThrowableOfType(PipelineFailure.class, () -> start(after))
                            .code())
                    .isEqualTo("RUN_CHANGED");
            try (RunningPipeline running = start(after, StartOptions.defaults().withUpgrade(true))) {
                assertThat(running.run()).isEqualTo(run.id());
                asker.awaitAnswers();
                asker.end();
                removeCameras(READERS);
                assertThat(running.await().answers()).isEqualTo(asker.asked().size());
            }
            check(asker, READERS);
            assertThat(asker.answers()).allSatisfy(answer -> {
                if (answered.contains(answer.questionId())) {
                    assertThat(answer.reader()).isEqualTo(reader(before));
                } else if (!asked.contains(answer.questionId())) {
                    assertThat(answer.reader()).isEqualTo(reader(after));
                }
            });
            assertThat(asker.answers()).extracting(Answer::reader).contains(reader(before), reader(after));
        }
    }

    private ResolvedPipeline reading(Path models, String reader) {
        return Pipelines.of(
                models,
                READERS,
                folder.resolve("state"),
                sources(),
                "read.bundle=" + reader,
                "edges.tokens=local",
                "edges.pruned=local",
                "kafka.bootstrap=" + broker.bootstrap(),
                "flink.checkpoint-interval=1s");
    }

    private static BundleRef reader(ResolvedPipeline pipeline) {
        return pipeline.bundles().reader().orElseThrow().ref();
    }

    private ResolvedPipeline rescaled(int parallelism) {
        return Pipelines.of(
                PIPELINE,
                folder.resolve("state"),
                sources(),
                "decode.policy=keep-all",
                "decode.memory=128MiB",
                "decode.live.stall=5min",
                "decode.live.behind=5min",
                "edges.tokens=kafka",
                "edges.pruned=local",
                "kafka.bootstrap=" + broker.bootstrap(),
                "flink.parallelism=" + parallelism,
                "flink.checkpoint-interval=1s");
    }

    private List<SourceDefinition> sources() {
        return cameras.entrySet().stream()
                .map(camera ->
                        new SourceDefinition(camera.getKey(), camera.getValue().address(), ""))
                .toList();
    }

    private static RunningPipeline start(ResolvedPipeline pipeline) throws InterruptedException {
        return start(pipeline, StartOptions.defaults());
    }

    private static RunningPipeline start(ResolvedPipeline pipeline, StartOptions options) throws InterruptedException {
        return new PipelineRunner(flink, RunStore.of(pipeline.definition().flink())).start(pipeline, options);
    }

    private static Map<String, List<Element>> told() {
        return Told.byStream(Topics.read(broker.bootstrap(), PIPELINE, TopicRegistry.TOKENS));
    }

    private static NavigableMap<Long, List<Element>> byEpoch(List<Element> told) {
        return told.stream()
                .collect(Collectors.groupingBy(
                        element -> Elements.origin(element).epoch(), TreeMap::new, Collectors.toList()));
    }

    private static List<TokenRecord> frames(List<Element> told) {
        return told.stream()
                .filter(TokenRecord.class::isInstance)
                .map(TokenRecord.class::cast)
                .toList();
    }

    private static List<StreamEvent> gaps(List<Element> told) {
        return told.stream()
                .filter(element -> element instanceof StreamEvent event && event.kind() == StreamEvent.Kind.GAP)
                .map(StreamEvent.class::cast)
                .toList();
    }

    /** Each camera shows something in an epoch of its own each time, and questions that waited are answered. */
    private void awaitStretch(int number, Asker asker) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            Map<String, List<Element>> told = told();
            assertThat(told).containsOnlyKeys(cameras.keySet());
            for (List<Element> camera : told.values()) {
                NavigableMap<Long, List<Element>> epochs = byEpoch(camera);
                assertThat(epochs).hasSize(number);
                assertThat(frames(epochs.lastEntry().getValue())).hasSizeGreaterThan(FRAMES);
            }
        });
        asker.awaitAnswers();
    }

    private static void awaitStreams(RunningPipeline running, Map<Integer, Integer> each) {
        String job = running.stored().job("tokenize").id();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cluster.streams(job)).isEqualTo(each));
    }

    private void removeCameras(String pipeline) {
        for (String camera : cameras.keySet()) {
            CommandRun.documents(
                    "streams",
                    "remove",
                    camera,
                    "--pipeline",
                    pipeline,
                    "--set",
                    "kafka.bootstrap=" + broker.bootstrap());
        }
    }

    private void check(RunCounts counts, Map<String, List<Element>> told) {
        assertThat(told).containsOnlyKeys(cameras.keySet());
        long known = 0;
        long tokenized = 0;
        for (Map.Entry<String, RtspCamera> camera : cameras.entrySet()) {
            List<Element> all = told.getOrDefault(camera.getKey(), List.of());
            check(all, camera.getValue().plays());
            StreamEvent last = (StreamEvent) all.get(all.size() - 1);
            long missed = gaps(all).stream().mapToLong(StreamEvent::count).sum();
            assertThat(last.kind()).isEqualTo(StreamEvent.Kind.ENDED);
            assertThat(last.count()).isEqualTo(frames(all).size() + missed);
            known += last.count();
            tokenized += frames(all).size();
        }
        assertThat(counts.frames()).isEqualTo(known);
        assertThat(counts.tokenized()).isEqualTo(tokenized);
    }

    /** A camera's epochs against its ledgers: what it sent and nobody decoded lies in the gap before the next epoch. */
    private static void check(List<Element> told, List<Play> plays) {
        Map<Long, List<Element>> epochs = byEpoch(told);
        assertThat(plays).hasSameSizeAs(epochs.keySet());
        Iterator<Play> ledger = plays.iterator();
        double rate = 0;
        List<TokenRecord> before = List.of();
        long notDecoded = 0;
        for (List<Element> epoch : epochs.values()) {
            List<TokenRecord> frames = frames(epoch);
            counted(epoch.stream()
                    .map(element -> Elements.origin(element).ordinal())
                    .toList());
            counted(frames.stream().map(TokenRecord::seq).toList());
            if (!before.isEmpty()) {
                StreamEvent gap = gaps(epoch).get(0);
                assertThat(gap.reason()).isEqualTo("RESTORED");
                assertThat((double) gap.count()).isCloseTo(rate * seconds(before, frames), within(1.0));
                // To a second: when a connection's first frame was is known about so well.
                assertThat(notDecoded).isLessThanOrEqualTo(gap.count() + RATE);
            }
            rate = rate(epoch).orElse(rate);
            before = frames;
            notDecoded = ledger.next().sent() - frames.size();
            assertThat(notDecoded).isNotNegative();
        }
    }

    /** Frames a second, as the stream said last of itself. */
    private static OptionalDouble rate(List<Element> told) {
        return told.stream()
                .filter(element -> element instanceof StreamEvent event && event.kind() == StreamEvent.Kind.FORMAT)
                .map(StreamEvent.class::cast)
                .mapToDouble(format -> Double.parseDouble(format.attributes().getOrDefault("framesPerSecond", "")))
                .reduce((earlier, later) -> later);
    }

    private static void counted(List<Long> numbers) {
        assertThat(numbers)
                .containsExactlyElementsOf(
                        LongStream.range(0, numbers.size()).boxed().toList());
    }

    private static double seconds(List<TokenRecord> before, List<TokenRecord> after) {
        long last = before.get(before.size() - 1).span().startMicros();
        return (after.get(0).span().startMicros() - last) / 1e6;
    }

    private void check(Asker asker, String pipeline) {
        List<String> wanted = new ArrayList<>();
        for (String question : asker.asked()) {
            cameras.keySet().forEach(camera -> wanted.add(question + " " + camera));
        }
        assertThat(Topics.read(broker.bootstrap(), pipeline, TopicRegistry.ANSWERS).stream()
                        .filter(Answer.class::isInstance)
                        .map(Answer.class::cast)
                        .map(answer -> answer.questionId() + " " + answer.stream()))
                .containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(asker.letters()).isEmpty();
    }
}
