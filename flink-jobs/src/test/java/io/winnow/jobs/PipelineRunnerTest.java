package io.winnow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.jobs.run.Checkpoints;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.jobs.run.JobSettings;
import io.winnow.jobs.run.MemoryPlan;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.jobs.run.RunCounts;
import io.winnow.jobs.run.RunStore;
import io.winnow.jobs.run.TallyNames;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineRunnerTest {
    private static EmbeddedFlink flink;

    @TempDir
    Path folder;

    private RunStore store;
    private final List<Optional<String>> restores = new CopyOnWriteArrayList<>();
    private long records = Long.MAX_VALUE;

    @BeforeAll
    static void startCluster() {
        flink = EmbeddedFlink.start(2, MemoryPlan.NONE, Map.of());
    }

    @AfterAll
    static void stopCluster() {
        flink.close();
    }

    @BeforeEach
    void makeStore() {
        store = new RunStore(folder);
    }

    private PipelineDefinition definition() {
        return PipelineDefinition.forSources(
                "shop",
                PipelineDefinition.named(List.of("door.mp4")),
                List.of(
                        "edges.tokens=local",
                        "edges.questions=given",
                        "edges.answers=collected",
                        "flink.checkpoint-interval=100ms",
                        "flink.restart-first-delay=10ms"));
    }

    private ResolvedPipeline pipeline(String keep) {
        return resolved("prune.keep", keep);
    }

    private ResolvedPipeline resolved(String key, String value) {
        return new ResolvedPipeline(
                definition(),
                UsedBundles.none(),
                Map.of(Stage.TOKENIZE, "t"),
                MemoryPlan.NONE,
                new TreeMap<>(Map.of(key, value)));
    }

    private ResolvedPipeline reader(String digest) {
        return resolved("read.bundle", digest);
    }

    /** A job that counts for as long as it is let. */
    private StreamGraph build(ResolvedPipeline pipeline, PlannedJob job, RunPlan plan, Optional<String> restore) {
        restores.add(restore);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(
                JobSettings.of(definition().flink(), job.name(), plan.checkpoints() + "/" + job.name(), restore));
        env.setParallelism(1);
        env.fromSource(
                        new DataGeneratorSource<>(
                                number -> number, records, RateLimiterStrategy.perSecond(500), Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .uid("numbers")
                .transform("tally", Types.LONG, new Tally<Long>((number, sums) -> sums.add(TallyNames.ANSWERS, 1)))
                .uid("tally")
                .sinkTo(new DiscardingSink<>())
                .uid("away");
        return env.getStreamGraph();
    }

    private RunningPipeline start(ResolvedPipeline pipeline, StartOptions options) throws InterruptedException {
        return new PipelineRunner(flink, store, this::build).start(pipeline, options);
    }

    private void awaitCheckpoint(RunningPipeline running) {
        String job = running.stored().jobs().keySet().iterator().next();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        Checkpoints.newest(running.stored().checkpointsOf(job)).isPresent());
    }

    @Test
    void aBoundedRunEndsWithItsCounts() throws InterruptedException {
        records = 200;
        try (RunningPipeline running = start(pipeline("0.25"), StartOptions.defaults())) {
            assertThat(running.await().answers()).isEqualTo(200);
        }
        assertThat(store.latest("shop"))
                .hasValueSatisfying(run -> assertThat(run.finished()).isTrue());
    }

    @Test
    void aCancelledRunIsResumedFromItsCheckpointWithItsCounts() throws InterruptedException {
        records = 1000;
        String run;
        try (RunningPipeline running = start(pipeline("0.25"), StartOptions.defaults())) {
            run = running.run();
            awaitCheckpoint(running);
            running.cancel();
        }
        try (RunningPipeline running = start(pipeline("0.25"), StartOptions.defaults())) {
            assertThat(running.run()).isEqualTo(run);
            RunCounts counts = running.await();
            assertThat(counts.answers()).isEqualTo(1000);
        }
        assertThat(restores.get(0)).isEmpty();
        assertThat(restores.get(1)).hasValueSatisfying(path -> assertThat(path).contains("/chk-"));
    }

    @Test
    void aStoppedRunIsResumedFromItsSavepoint() throws InterruptedException {
        records = 1000;
        try (RunningPipeline running = start(pipeline("0.25"), StartOptions.defaults())) {
            awaitCheckpoint(running);
            running.stop();
        }
        try (RunningPipeline running = start(pipeline("0.25"), StartOptions.defaults())) {
            assertThat(running.await().answers()).isEqualTo(1000);
        }
        assertThat(restores.get(1)).hasValueSatisfying(path -> assertThat(path).contains("/savepoint-"));
    }

    @Test
    void aRunIsNotResumedUnderAnotherDigest() throws InterruptedException {
        try (RunningPipeline running = start(pipeline("0.25"), StartOptions.defaults())) {
            running.cancel();
        }
        PipelineFailure refused =
                catchThrowableOfType(PipelineFailure.class, () -> start(pipeline("0.5"), StartOptions.defaults()));
        assertThat(refused.code()).isEqualTo("RUN_CHANGED");
        assertThat(refused.exit()).isEqualTo(2);
        records = 10;
        try (RunningPipeline fresh =
                start(pipeline("0.5"), StartOptions.defaults().withFresh(true))) {
            fresh.await();
        }
        assertThat(restores).hasSize(2).allMatch(Optional::isEmpty);
    }

    @Test
    void aStoppedRunGoesOnWithAnotherReaderWhereThatIsWanted() throws InterruptedException {
        records = 1000;
        String run;
        try (RunningPipeline running = start(reader("r1"), StartOptions.defaults())) {
            run = running.run();
            awaitCheckpoint(running);
            running.stop();
        }
        try (RunningPipeline running =
                start(reader("r2"), StartOptions.defaults().withUpgrade(true))) {
            assertThat(running.run()).isEqualTo(run);
            assertThat(running.await().answers()).isEqualTo(1000);
        }
        assertThat(restores.get(1)).hasValueSatisfying(path -> assertThat(path).contains("/savepoint-"));
    }

    @Test
    void aNameInUseIsRefused() throws InterruptedException {
        try (RunningPipeline running = start(pipeline("0.25"), StartOptions.defaults())) {
            PipelineFailure refused =
                    catchThrowableOfType(PipelineFailure.class, () -> start(pipeline("0.25"), StartOptions.defaults()));
            assertThat(refused.code()).isEqualTo("NAME_IN_USE");
            assertThat(refused.exit()).isEqualTo(4);
            running.cancel();
        }
    }

    @Test
    void threeFailedCheckpointsEndTheRunAndItCanBeResumed() throws Exception {
        records = 2000;
        try (RunningPipeline running = start(pipeline("0.25"), StartOptions.defaults())) {
            awaitCheckpoint(running);
            Path place = Path.of(java.net.URI.create(running.stored().checkpointsOf("tokenize-prune-read")));
            List<Path> inTheWay = inTheWayOfCheckpoints(place);
            PipelineFailure failed = catchThrowableOfType(PipelineFailure.class, running::await);
            assertThat(failed.code()).isEqualTo("CHECKPOINTS_FAILED");
            assertThat(failed.exit()).isEqualTo(4);
            for (Path file : inTheWay) {
                Files.delete(file);
            }
        }
        try (RunningPipeline running = start(pipeline("0.25"), StartOptions.defaults())) {
            assertThat(running.await().answers()).isEqualTo(2000);
        }
    }

    /** Files where the job's next checkpoints would have their folders; a checkpoint that has begun keeps its own. */
    private static List<Path> inTheWayOfCheckpoints(Path place) throws IOException {
        List<Path> jobs;
        try (Stream<Path> folders = Files.list(place)) {
            jobs = folders.filter(Files::isDirectory).toList();
        }
        List<Path> files = new ArrayList<>();
        for (Path job : jobs) {
            for (int i = 1; i <= 1000; i++) {
                try {
                    files.add(Files.createFile(job.resolve("chk-" + i)));
                } catch (FileAlreadyExistsException begun) {
                    // The checkpoint that the run is resumed from, or one that is being made.
                }
            }
        }
        return files;
    }
}
