package io.winnow.jobs;

import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.run.Checkpoints;
import io.winnow.jobs.run.Flink;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.jobs.run.RunStore;
import io.winnow.jobs.run.RunWatch;
import io.winnow.jobs.run.StoredRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Submits a pipeline's jobs: as a new run, or as the one before, from where it stood. */
public final class PipelineRunner {
    /** What the broker keeps of a transaction that was prepared but not committed. */
    private static final Duration TRANSACTIONS_KEPT = Duration.ofMinutes(15);

    private static final int SUBMIT_SECONDS = 60;

    private final Flink flink;
    private final RunStore store;
    private final JobBuilder builder;

    /**
     * Runs pipelines on a cluster.
     *
     * @param flink where jobs are sent
     * @param store of runs
     */
    public PipelineRunner(Flink flink, RunStore store) {
        this(flink, store, new LineBuilder());
    }

    PipelineRunner(Flink flink, RunStore store, JobBuilder builder) {
        this.flink = flink;
        this.store = store;
        this.builder = builder;
    }

    /**
     * Starts a pipeline.
     *
     * @throws PipelineFailure where it cannot start: its name is in use, its run cannot be resumed, its topics or its broker are not as they must be
     */
    public RunningPipeline start(ResolvedPipeline pipeline, StartOptions options) throws InterruptedException {
        PipelineDefinition definition = pipeline.definition();
        RunStore.Lock lock = store.lock(definition.name())
                .orElseThrow(() -> new PipelineFailure(
                        "NAME_IN_USE",
                        4,
                        "a pipeline named " + definition.name() + " runs already",
                        store.folder().resolve(definition.name()).toString(),
                        "Stop it, or give this one another name.",
                        new IllegalStateException("locked")));
        try {
            flink.check(pipeline.memory());
            store.latest(definition.name()).filter(run -> !run.finished()).ifPresent(this::lookAtCluster);
            RunOpener.Opened opened = new RunOpener(store).open(pipeline, options);
            ReaderEngine engine = ReaderEngine.decide(pipeline, opened.run(), flink);
            KeepChoice keep = KeepChoice.decide(engine.pipeline(), engine.run(), options);
            StoredRun run = keep.run();
            Collected.listen(run.id(), options.listener());
            return new RunningPipeline(flink, store, submit(keep.pipeline(), run, options, opened.resumed()), lock);
        } catch (RuntimeException | InterruptedException e) {
            lock.close();
            throw e;
        }
    }

    /** Learns how jobs of the run before ended that nobody of this machine waited for. */
    private void lookAtCluster(StoredRun run) {
        RunWatch watch = new RunWatch(flink, store, run);
        watch.unfinishedOnCluster().ifPresent(job -> {
            throw new PipelineFailure(
                    "NAME_IN_USE",
                    4,
                    "job " + job + " of run " + run.id() + " still runs on the cluster",
                    flink.rest().toString(),
                    "Stop it with winnow pipelines stop " + run.pipeline() + ".",
                    new IllegalStateException("running"));
        });
    }

    private StoredRun submit(ResolvedPipeline pipeline, StoredRun begun, StartOptions options, boolean resumed)
            throws InterruptedException {
        StoredRun run = begun;
        RunPlan plan = new RunPlan(
                run.id(),
                run.startOffsets(),
                run.checkpoints(),
                options.questions(),
                options.tokens(),
                options.replay());
        List<JobID> submitted = new ArrayList<>();
        try {
            for (PlannedJob job : PlannedJob.of(pipeline.definition())) {
                if (run.jobs().containsKey(job.name()) && run.job(job.name()).finished()) {
                    continue;
                }
                Optional<Checkpoints.Retained> restore =
                        resumed ? Checkpoints.newest(run.checkpointsOf(job.name())) : Optional.empty();
                if (!options.acceptLoss()) {
                    restore.ifPresent(checkpoint -> notTooLate(pipeline.definition(), checkpoint));
                }
                JobID id = submit(
                        builder.build(pipeline, job, plan, restore.map(Checkpoints.Retained::path)),
                        pipeline.definition());
                submitted.add(id);
                run = run.with(job.name(), StoredRun.StoredJob.running(id.toHexString()));
            }
            store.save(run);
            return run;
        } catch (RuntimeException | InterruptedException e) {
            submitted.forEach(id -> flink.client().cancel(id).exceptionally(failed -> null));
            throw e;
        }
    }

    private static void notTooLate(PipelineDefinition definition, Checkpoints.Retained checkpoint) {
        Duration age = Duration.ofMillis(System.currentTimeMillis() - checkpoint.completedMillis());
        boolean transactions =
                definition.needsKafka() && definition.delivery() == io.winnow.jobs.definition.Delivery.EXACTLY_ONCE;
        if (transactions && age.compareTo(TRANSACTIONS_KEPT) > 0) {
            throw new PipelineFailure(
                    "TRANSACTION_EXPIRED",
                    4,
                    "the last checkpoint is " + age.toMinutes() + " minutes old and the broker keeps what was"
                            + " prepared but not committed for " + TRANSACTIONS_KEPT.toMinutes()
                            + ": records written just before "
                            + java.time.Instant.ofEpochMilli(checkpoint.completedMillis()) + " may be lost",
                    checkpoint.path(),
                    "Resume with --accept-loss, or begin anew with --fresh.",
                    new IllegalStateException("too late"));
        }
    }

    private JobID submit(StreamGraph built, PipelineDefinition definition) throws InterruptedException {
        JobGraph graph = built.getJobGraph();
        flink.jar(definition.flink()).ifPresent(graph::addJar);
        try {
            return flink.client().submitJob(graph).get(SUBMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new PipelineFailure(
                    "FLINK_UNREACHABLE",
                    4,
                    "Flink did not take job " + graph.getName() + ": " + cause.getMessage(),
                    flink.rest().toString(),
                    "Check that the cluster runs and flink.rest is right.",
                    cause);
        }
    }
}
