package io.winnow.jobs.definition;

import io.winnow.records.Describe;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Where and how jobs run.
 *
 * @param rest addresses of a session cluster, commas between; empty for one inside the command's process
 * @param stateFolder for runs and, where no checkpoint folder is given, checkpoints
 * @param checkpoints URI that job and task managers can write
 * @param checkpointInterval between starts of checkpoints; zero for none
 * @param checkpointTimeout after which a checkpoint has failed
 * @param parallelism subtasks of each stage
 * @param restartFirstDelay after the first failure
 * @param restartMaxDelay the longest
 * @param restartAttempts failures in a row after which the job fails; -1 for none
 * @param memoryBytes that a task manager may take in all; 0 for three quarters of the machine's
 * @param jar the thin job jar that is sent to a session cluster
 */
public record FlinkOptions(
        @Describe(
                key = "flink.rest",
                text =
                        "REST address of a Flink session cluster, http://host:port; of one with several job managers the addresses of all, with commas between. Empty: Flink runs in the command.",
                content = false)
        String rest,

        @Describe(
                key = "flink.state-folder",
                text = "Folder of runs: their ids, digests and start offsets. Empty: ~/.winnow.",
                content = false)
        String stateFolder,

        @Describe(
                key = "flink.checkpoints",
                text = "Folder or URI for checkpoints. Empty: inside the state folder.",
                content = false)
        String checkpoints,

        @Describe(
                key = "flink.checkpoint-interval",
                text = "Time between checkpoints. 0s: none, for a pipeline without topics that need not be resumed.",
                content = false)
        Duration checkpointInterval,

        @Describe(
                key = "flink.checkpoint-timeout",
                text = "After which a checkpoint counts as failed. Three failures in a row fail the job.",
                content = false)
        Duration checkpointTimeout,

        @Describe(key = "flink.parallelism", text = "Subtasks of each stage.", content = false)
        int parallelism,

        @Describe(
                key = "flink.restart-first-delay",
                text = "Wait before the first restart; doubled after each.",
                content = false)
        Duration restartFirstDelay,

        @Describe(key = "flink.restart-max-delay", text = "The longest wait before a restart.", content = false)
        Duration restartMaxDelay,

        @Describe(
                key = "flink.restart-attempts",
                text = "Failures in a row after which a job fails; -1: it never does.",
                content = false)
        int restartAttempts,

        @Describe(
                key = "flink.memory",
                text = "What one task manager may take in all. 0B: three quarters of the machine's memory.",
                content = false)
        long memoryBytes,

        @Describe(
                key = "flink.jar",
                text = "The job jar for a session cluster. Empty: the one beside the command.",
                content = false)
        String jar)
        implements Serializable {
    public FlinkOptions {
        for (URI address : addresses(rest)) {
            if (address.getHost() == null) {
                throw new IllegalArgumentException(
                        "flink.rest is http://HOST:PORT, or several of these with commas between, not " + address);
            }
        }
        if (parallelism < 1 || parallelism > 1024) {
            throw new IllegalArgumentException("flink.parallelism is between 1 and 1024, not " + parallelism);
        }
        if (checkpointInterval.toMillis() < 100 && !checkpointInterval.isZero()) {
            throw new IllegalArgumentException("flink.checkpoint-interval is at least 100ms, or 0s for none");
        }
        if (checkpointTimeout.toMillis() < 1000) {
            throw new IllegalArgumentException("flink.checkpoint-timeout is at least 1s");
        }
        if (restartFirstDelay.toMillis() < 1 || restartMaxDelay.compareTo(restartFirstDelay) < 0) {
            throw new IllegalArgumentException("flink.restart-max-delay is at least flink.restart-first-delay");
        }
        if (memoryBytes < 0) {
            throw new IllegalArgumentException("flink.memory is not negative");
        }
    }

    /** The addresses of the session cluster, in the order in which they are tried; none where Flink runs in the command. */
    public List<URI> addresses() {
        return addresses(rest);
    }

    /**
     * The same inside the command, for a line that is begun anew where it fails.
     *
     * @param folder for its run
     */
    FlinkOptions alone(String folder) {
        return new FlinkOptions(
                "",
                folder,
                "",
                Duration.ZERO,
                checkpointTimeout,
                Math.min(parallelism, Runtime.getRuntime().availableProcessors()),
                restartFirstDelay,
                restartMaxDelay,
                0,
                memoryBytes,
                "");
    }

    private static List<URI> addresses(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(part -> URI.create(part.strip()))
                        .toList();
    }

    public static FlinkOptions defaults() {
        return new FlinkOptions(
                "",
                "",
                "",
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                1,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                10,
                0,
                "");
    }
}
