package io.winnow.jobs.archive;

import io.winnow.archive.Shard;
import io.winnow.jobs.definition.FlinkOptions;
import io.winnow.jobs.run.FailureCause;
import io.winnow.jobs.run.Flink;
import io.winnow.jobs.run.PipelineFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running job of an archive: in each slot a task with shards of its own, and no checkpoints, since the objects say what is done. */
public final class ArchiveJob {
    private static final String NAME = "winnow archive";
    private static final int SUBMIT_SECONDS = 60;
    private static final int FINISH_SECONDS = 600;
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveJob.class);

    private final Flink flink;
    private final JobID id;
    private final CompletableFuture<JobResult> result;

    private ArchiveJob(Flink flink, JobID id) {
        this.flink = flink;
        this.id = id;
        this.result = flink.client().requestJobResult(id);
    }

    /**
     * Submits it.
     *
     * @param shards to make, at least one
     * @param parallelism tasks at once, at most one a shard
     * @throws PipelineFailure where the cluster does not take it
     */
    public static ArchiveJob submit(
            Flink flink, FlinkOptions settings, List<Shard> shards, ArchiveOptions options, int parallelism)
            throws InterruptedException {
        JobGraph graph = graph(settings, shards, options, parallelism);
        flink.jar(settings).ifPresent(graph::addJar);
        try {
            return new ArchiveJob(flink, flink.client().submitJob(graph).get(SUBMIT_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw unreachable(flink, e);
        }
    }

    private static JobGraph graph(FlinkOptions settings, List<Shard> shards, ArchiveOptions options, int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.NAME, NAME);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Math.max(0, settings.restartAttempts()));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, settings.restartFirstDelay());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(Math.min(parallelism, shards.size()));
        env.fromSource(new ShardSource(shards, options), WatermarkStrategy.noWatermarks(), "shards")
                .uid("shards")
                .map(new Unwritten())
                .uid("unwritten")
                .name("unwritten")
                .sinkTo(new DiscardingSink<>())
                .uid("end")
                .name("end");
        return env.getStreamGraph().getJobGraph();
    }

    /**
     * Waits for its end, at most so long.
     *
     * @return the objects that could not be written, with the error of each; empty while it runs
     * @throws PipelineFailure where it failed
     */
    public Optional<Map<String, String>> await(Duration patience) throws InterruptedException {
        try {
            return Optional.of(ended(result.get(patience.toMillis(), TimeUnit.MILLISECONDS)));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw unreachable(flink, e);
        }
    }

    private static Map<String, String> ended(JobResult result) {
        if (result.getSerializedThrowable().isPresent() || !result.isSuccess()) {
            throw FailureCause.of(
                    NAME,
                    result.getSerializedThrowable()
                            .map(thrown -> thrown.deserializeError(ArchiveJob.class.getClassLoader()))
                            .orElseGet(() -> new IllegalStateException("the job was cancelled")));
        }
        try {
            return Unwritten.of(result.toJobExecutionResult(ArchiveJob.class.getClassLoader())
                    .getAllAccumulatorResults()
                    .getOrDefault(Unwritten.NAME, new ArrayList<>()));
        } catch (Exception e) {
            throw new IllegalStateException("what the archive's job tells cannot be read", e);
        }
    }

    /**
     * Lets it finish the shards under way and no more. Where it cannot, it is cancelled, and those are made by the next run.
     *
     * @param aside folder for what Flink writes then, which nobody needs
     */
    public void finish(Path aside) {
        if (result.isDone()) {
            return;
        }
        try {
            flink.client()
                    .stopWithSavepoint(id, false, aside.toUri().toString(), SavepointFormatType.CANONICAL)
                    .get(FINISH_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The shards under way were not finished", e);
            cancel();
        }
    }

    private void cancel() {
        try {
            flink.client().cancel(id).get(SUBMIT_SECONDS, TimeUnit.SECONDS);
            result.get(SUBMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw unreachable(flink, e);
        }
    }

    private static PipelineFailure unreachable(Flink flink, Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new PipelineFailure(
                "FLINK_UNREACHABLE",
                4,
                "Flink does not take or answer for the archive's job: " + cause.getMessage(),
                flink.rest().toString(),
                "Check that the cluster runs and flink.rest is right, then run the same command again: it goes on.",
                cause);
    }
}
