package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.PipelineRunner;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.jobs.run.RunCounts;
import io.winnow.jobs.run.RunListener;
import io.winnow.jobs.run.RunStore;
import io.winnow.jobs.run.StoredRun;
import io.winnow.records.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Savepoints that released versions took in the middle of a file are restored by this one. {@code mvn verify -Dit.test=SavepointIT#takeASavepoint -Dleft.out=} takes one of the version at hand.
 */
class SavepointIT {
    private static final String VERSION = "0.1.0";
    private static final String RUN = "saved";
    private static final String JOB = "tokenize-prune-read";
    private static final int FRAMES = 600;
    private static final Path STORED =
            Path.of(System.getProperty("winnow.root", ".")).resolve("integration-tests/src/test/resources/savepoints");

    /** State holds the paths of files, so the clip must lie where it lay when the savepoint was taken. */
    private static final Path CLIP =
            Path.of("/tmp/winnow-savepoints").resolve(VERSION).resolve("clip.mp4");

    @TempDir
    Path folder;

    private final List<Answer> answers = new CopyOnWriteArrayList<>();

    private Path stored(String file) {
        return STORED.resolve(VERSION).resolve(file);
    }

    private ResolvedPipeline pipeline(String... more) {
        return Pipelines.resolve(
                "saved",
                folder.resolve("state"),
                List.of(CLIP),
                Stream.concat(
                                Stream.of(
                                        "decode.policy=keep-all",
                                        "prune.window.length=3s",
                                        "edges.tokens=local",
                                        "edges.pruned=local",
                                        "edges.questions=given",
                                        "edges.answers=collected",
                                        "flink.checkpoint-interval=500ms"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private RunningPipeline start(ResolvedPipeline pipeline, EmbeddedFlink flink) throws InterruptedException {
        RunListener listener = new RunListener() {
            @Override
            public void answered(Answer answer) {
                answers.add(answer);
            }
        };
        return new PipelineRunner(flink, RunStore.of(pipeline.definition().flink()))
                .start(
                        pipeline,
                        StartOptions.defaults()
                                .withListener(listener)
                                .withQuestions(List.of(Pipelines.question("what", "What is in the picture?"))));
    }

    @BeforeEach
    void layTheClipDown() throws IOException {
        if (Files.exists(stored("clip.mp4"))) {
            Files.createDirectories(CLIP.getParent());
            Path aside = Files.createTempFile(CLIP.getParent(), "clip", ".mp4");
            Files.copy(stored("clip.mp4"), aside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(aside, CLIP, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Test
    void aRunGoesOnFromTheSavepointOfAnEarlierVersion() throws IOException, InterruptedException {
        ResolvedPipeline pipeline = pipeline();
        try (EmbeddedFlink flink = EmbeddedFlink.start(1, pipeline.memory(), Map.of())) {
            Answer undisturbed = answer(pipeline, flink);
            StoredRun run = Pipelines.open(pipeline, RUN);
            copy(
                    stored("savepoint"),
                    Path.of(java.net.URI.create(run.checkpointsOf(JOB))).resolve("savepoint"));
            try (RunningPipeline running = start(pipeline, flink)) {
                RunCounts counts = running.await();
                assertThat(counts.frames()).isEqualTo(FRAMES);
                assertThat(counts.tokenized()).isEqualTo(FRAMES);
            }
            Answer restored = answers.get(answers.size() - 1);
            assertThat(answers).hasSize(2);
            assertThat(restored.id()).isEqualTo(undisturbed.id());
            assertThat(restored.counts().frames()).isEqualTo(FRAMES);
            assertThat(restored.counts().visual())
                    .isEqualTo(undisturbed.counts().visual());
            assertThat(restored.counts().kept()).isEqualTo(undisturbed.counts().kept());
            assertThat(restored.counts().read()).isEqualTo(undisturbed.counts().read());
        }
    }

    private Answer answer(ResolvedPipeline pipeline, EmbeddedFlink flink) throws InterruptedException {
        Pipelines.open(pipeline, RUN);
        try (RunningPipeline running = start(pipeline, flink)) {
            running.await();
        }
        return answers.get(answers.size() - 1);
    }

    @Test
    @Tag("make")
    void takeASavepoint() throws IOException, InterruptedException {
        Files.createDirectories(stored(""));
        // A still picture: a small file with many frames.
        Media.steady(stored("clip.mp4"), "smptebars=size=64x48:rate=25", FRAMES);
        layTheClipDown();
        ResolvedPipeline pipeline = pipeline("tokenize.batch=1", "decode.slots=2");
        // Heartbeats carry the counts.
        try (EmbeddedFlink flink = EmbeddedFlink.start(1, pipeline.memory(), Map.of("heartbeat.interval", "200 ms"))) {
            StoredRun run = Pipelines.open(pipeline, RUN);
            Path checkpoints = Path.of(java.net.URI.create(run.checkpointsOf(JOB)));
            try (RunningPipeline running = start(pipeline, flink)) {
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> running.counts().tokenized() > FRAMES / 6);
                running.stop();
                assertThat(running.counts().tokenized()).isLessThan(FRAMES);
            }
            copy(savepoint(checkpoints), stored("savepoint"));
        }
    }

    private static Path savepoint(Path checkpoints) throws IOException {
        try (Stream<Path> folders = Files.list(checkpoints)) {
            return folders.filter(one -> one.getFileName().toString().startsWith("savepoint-"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
