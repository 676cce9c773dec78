package io.winnow.jobs.run;

import io.winnow.jobs.definition.FlinkOptions;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** What every job of a pipeline is submitted with. */
public final class JobSettings {
    /** Failed checkpoints in a row that a job lives through; the next fails it. */
    private static final int TOLERABLE_FAILED_CHECKPOINTS = 2;

    private JobSettings() {}

    /**
     * The configuration of one job.
     *
     * @param name shown by Flink
     * @param checkpoints folder of this job
     * @param restore checkpoint to go on from
     */
    public static Configuration of(FlinkOptions options, String name, String checkpoints, Optional<String> restore) {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.NAME, name);
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        if (!options.checkpointInterval().isZero()) {
            settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.checkpointInterval());
        }
        settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, options.checkpointTimeout());
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, TOLERABLE_FAILED_CHECKPOINTS);
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
        settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        restarts(settings, options);
        restore.ifPresent(path -> settings.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
        return settings;
    }

    private static void restarts(Configuration settings, FlinkOptions options) {
        if (options.restartAttempts() == 0) {
            settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
            return;
        }
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, options.restartFirstDelay());
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, options.restartMaxDelay());
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR, 0.1);
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                options.restartMaxDelay().multipliedBy(10).plus(Duration.ofMinutes(1)));
        if (options.restartAttempts() >= 0) {
            settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, options.restartAttempts());
        }
    }
}
