package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.jobs.run.Checkpoints;
import io.winnow.jobs.run.RunStore;
import io.winnow.jobs.run.StoredRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints can no longer be written while the command runs a pipeline; nobody else can run it meanwhile. */
class FullDiskIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PIPELINE = "full";
    private static final String JOB = "tokenize";
    private static final int FRAMES = 600;

    @TempDir
    Path folder;

    private Path definition() throws IOException {
        // A still picture: a small file with many frames.
        Path clip = Media.steady(folder.resolve("clip.mp4"), "smptebars=size=64x48:rate=25", FRAMES);
        return Files.write(
                folder.resolve("full.yaml"),
                List.of(
                        "name: " + PIPELINE,
                        "stages: [tokenize]",
                        "decode: {policy: keep-all, memory: 256MiB, children: 1, slots: 2}",
                        "tokenize.batch: 1",
                        "flink.checkpoint-interval: 300ms",
                        "flink.state-folder: " + folder.resolve("state"),
                        "sources:",
                        "  - {id: clip, address: " + clip + "}"));
    }

    private Optional<StoredRun> stored() {
        return new RunStore(folder.resolve("state")).latest(PIPELINE);
    }

    private Path checkpoints() {
        return Path.of(URI.create(stored().orElseThrow().checkpointsOf(JOB)));
    }

    private boolean hasCheckpoint() {
        return stored().filter(run -> Checkpoints.newest(run.checkpointsOf(JOB)).isPresent())
                .isPresent();
    }

    @Test
    void theRunEndsAndGoesOnOnceThereIsRoom() throws IOException {
        String file = definition().toString();
        CompletableFuture<CommandRun> running = CompletableFuture.supplyAsync(() -> CommandRun.of("run", file));
        Awaitility.await().atMost(PATIENCE).until(() -> running.isDone() || hasCheckpoint());
        CommandRun second = CommandRun.of("run", file);
        Path aside = folder.resolve("aside");
        Files.move(checkpoints(), aside);
        Files.writeString(checkpoints(), "no folder");

        CommandRun failed = running.join();
        assertThat(failed.status()).as(failed.err()).isEqualTo(4);
        JsonNode error = error(failed);
        assertThat(error.path("code").asText()).isEqualTo("CHECKPOINTS_FAILED");
        assertThat(error.path("what").asText())
                .contains("three checkpoints", checkpoints().toString());
        assertThat(error.path("hint").asText()).contains("resumes");
        assertThat(failed.err()).doesNotContain("\tat ");
        assertThat(second.status()).isEqualTo(4);
        assertThat(error(second).path("code").asText()).isEqualTo("NAME_IN_USE");

        String run = stored().orElseThrow().id();
        Files.delete(checkpoints());
        Files.move(aside, checkpoints());
        CommandRun resumed = CommandRun.of("run", file);
        assertThat(resumed.status()).as(resumed.err()).isZero();
        assertThat(stored().orElseThrow().id()).isEqualTo(run);
        JsonNode counts = resumed.documents().get(0);
        assertThat(counts.path("frames").asInt()).isEqualTo(FRAMES);
        assertThat(counts.path("tokenized").asInt()).isEqualTo(FRAMES);
    }

    private static JsonNode error(CommandRun ran) {
        return ran.documents().get(ran.documents().size() - 1).path("error");
    }
}
