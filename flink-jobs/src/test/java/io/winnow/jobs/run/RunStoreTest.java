package io.winnow.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.prune.KeepTrials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {
    @TempDir
    Path folder;

    private static StoredRun run(String checkpoints) {
        return new StoredRun(
                "run-1",
                "shop",
                "digest",
                Map.of("read.bundle", "0123456789ab"),
                "onnx-int8",
                KeepTrials.of(0.95, 2, 40, Map.of(0.5, 40, 0.25, 39, 0.1, 30)),
                1,
                checkpoints,
                Map.of("winnow.shop.tokens.v1", List.of(3L, 0L)),
                Map.of(
                        "tokenize",
                        new StoredRun.StoredJob("a", 5, false, Map.of()),
                        "read",
                        new StoredRun.StoredJob("b", 5, true, Map.of("winnow.answers", 2L))));
    }

    @Test
    void aRunOfAVersionWithoutEnginesReadsBack() throws IOException {
        RunStore store = new RunStore(folder);
        store.save(run("file:///c"));
        Path file = folder.resolve("shop").resolve("run.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\\s*\"engine\" : \"onnx-int8\",", ""));
        assertThat(store.latest("shop")).contains(run("file:///c").withEngine(""));
    }

    @Test
    void aRunOfAVersionThatDidNotStoreItsPartsReadsBack() throws IOException {
        RunStore store = new RunStore(folder);
        store.save(run("file:///c"));
        Path file = folder.resolve("shop").resolve("run.json");
        Files.writeString(file, Files.readString(file).replaceFirst("(?s)\\s*\"parts\" : \\{.*?\\},", ""));
        assertThat(store.latest("shop")).contains(run("file:///c").under("digest", Map.of()));
    }

    @Test
    void aRunOfAVersionThatTriedNoSharesReadsBack() throws IOException {
        RunStore store = new RunStore(folder);
        store.save(run("file:///c"));
        Path file = folder.resolve("shop").resolve("run.json");
        Files.writeString(file, Files.readString(file).replaceFirst("(?s)\\s*\"keep\" : \\{.*?\\}\\s*\\},", ""));
        assertThat(store.latest("shop"))
                .hasValueSatisfying(run -> assertThat(run.trials()).isEmpty());
    }

    @Test
    void aStoredRunReadsBack() {
        RunStore store = new RunStore(folder);
        assertThat(store.latest("shop")).isEmpty();
        store.save(run("file:///c"));
        assertThat(store.latest("shop")).contains(run("file:///c"));
    }

    @Test
    void aRunIsFinishedWhenEveryJobIs() {
        assertThat(run("c").finished()).isFalse();
        assertThat(run("c").with("tokenize", new StoredRun.StoredJob("a", 5, true, Map.of()))
                        .finished())
                .isTrue();
    }

    @Test
    void onlyOneCanRunAPipelineAtATime() {
        RunStore store = new RunStore(folder);
        RunStore.Lock lock = store.lock("shop").orElseThrow();
        assertThat(store.lock("shop")).isEmpty();
        assertThat(store.lock("other")).hasValueSatisfying(RunStore.Lock::close);
        lock.close();
        assertThat(store.lock("shop")).hasValueSatisfying(RunStore.Lock::close);
    }

    @Test
    void theNewestCompleteCheckpointOfAnySubmissionIsFound() throws IOException {
        checkpoint("job-1/chk-7", true, 1000);
        checkpoint("job-2/chk-2", true, 2000);
        checkpoint("job-2/chk-3", false, 3000);
        assertThat(Checkpoints.newest(folder.toUri().toString()))
                .hasValueSatisfying(newest -> assertThat(newest.path()).endsWith("job-2/chk-2"));
    }

    @Test
    void aSavepointThatAClusterWasStartedFromGivesWayToWhatWasRetainedSince() throws IOException {
        String jobs = folder.resolve("jobs").toUri().toString();
        checkpoint("jobs/job-1/chk-7", true, 1000);
        checkpoint("savepoint", true, 2000);
        Optional<String> savepoint =
                Optional.of(folder.resolve("savepoint").toUri().toString());
        assertThat(Checkpoints.newest(jobs, savepoint))
                .hasValueSatisfying(newest -> assertThat(newest.path()).endsWith("savepoint"));
        checkpoint("jobs/job-2/chk-8", true, 3000);
        assertThat(Checkpoints.newest(jobs, savepoint))
                .hasValueSatisfying(newest -> assertThat(newest.path()).endsWith("job-2/chk-8"));
        assertThat(Checkpoints.newest(jobs, Optional.empty()))
                .hasValueSatisfying(newest -> assertThat(newest.path()).endsWith("job-2/chk-8"));
    }

    @Test
    void aFolderThatIsNotThereHasNoCheckpoint() {
        assertThat(Checkpoints.newest(folder.resolve("none").toUri().toString()))
                .isEmpty();
    }

    private void checkpoint(String path, boolean complete, long millis) throws IOException {
        Path made = Files.createDirectories(folder.resolve(path));
        if (complete) {
            Path metadata = Files.writeString(made.resolve("_metadata"), "");
            Files.setLastModifiedTime(metadata, FileTime.fromMillis(millis));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToSaysWhy() throws IOException {
        assertThat(Checkpoints.refusal(folder.resolve("new").toUri().toString()))
                .isEmpty();
        assertThat(folder.resolve("new")).isEmptyDirectory();
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(Checkpoints.refusal(file.toUri().toString()))
                .hasValueSatisfying(why -> assertThat(why).contains(file.toString()));
    }
}
