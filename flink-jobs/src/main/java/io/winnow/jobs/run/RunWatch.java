package io.winnow.jobs.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the jobs of one run to their end and stores how each ended. */
public final class RunWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final String READ = "read";
    private static final int STOP_SECONDS = 60;
    /** How long a cluster may be away: longer than it takes to elect another job manager and to find its state. */
    private static final Duration MOST_AWAY = Duration.ofMinutes(5);

    private final Flink flink;
    private final RunStore store;
    private final JobWatch jobs;
    private final Absence absence = new Absence(System::nanoTime);
    private final Map<String, CompletableFuture<JobResult>> results = new LinkedHashMap<>();
    private volatile StoredRun run;

    public RunWatch(Flink flink, RunStore store, StoredRun run) {
        this.flink = flink;
        this.store = store;
        this.run = run;
        this.jobs = new JobWatch(flink::rest);
    }

    /** Begins to wait for the jobs that have not ended. */
    public RunWatch follow() {
        run.jobs().forEach((name, job) -> {
            if (!job.finished()) {
                results.put(name, flink.client().requestJobResult(JobID.fromHexString(job.id())));
            }
        });
        return this;
    }

    /** A job of the run that still runs on the cluster. Those that have finished there are stored as such; those that it does not know are left alone. */
    public Optional<String> unfinishedOnCluster() {
        for (Map.Entry<String, StoredRun.StoredJob> job : run.jobs().entrySet()) {
            if (job.getValue().finished() || job.getValue().id().isEmpty()) {
                continue;
            }
            JobID id = JobID.fromHexString(job.getValue().id());
            Optional<JobStatus> status = status(id);
            if (status.filter(known -> !known.isGloballyTerminalState()).isPresent()) {
                return Optional.of(job.getKey());
            }
            if (status.filter(JobStatus.FINISHED::equals).isPresent() && !stopped(job.getKey(), job.getValue())) {
                store(job.getKey(), live(job.getValue().id()));
            }
        }
        return Optional.empty();
    }

    /** A job that was stopped counts as finished for Flink too, but leaves the savepoint it was stopped with. */
    private boolean stopped(String name, StoredRun.StoredJob job) {
        return Checkpoints.newest(run.checkpointsOf(name))
                .filter(retained -> retained.completedMillis() >= job.submittedMillis())
                .isPresent();
    }

    private Optional<JobStatus> status(JobID id) {
        try {
            return Optional.of(flink.client().getJobStatus(id).get(5, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the cluster does not know job {}", id, e);
            return Optional.empty();
        }
    }

    public StoredRun run() {
        return run;
    }

    /** Waits for all jobs, or throws what the first that failed says. */
    public RunCounts await() throws InterruptedException {
        while (!await(LOOK)) {
            look();
        }
        return counts();
    }

    /** Waits at most so long; whether all jobs have finished. */
    public boolean await(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (Map.Entry<String, CompletableFuture<JobResult>> result :
                Map.copyOf(results).entrySet()) {
            try {
                long left = Math.max(0, until - System.nanoTime());
                ended(result.getKey(), result.getValue().get(left, TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                LOG.trace("job {} still runs", result.getKey());
            } catch (ExecutionException e) {
                lost(result.getKey(), e.getCause() == null ? e : e.getCause());
            }
        }
        return results.isEmpty();
    }

    /** Nobody knows how a job ended, or whether it did: its job manager is away, or another has taken its place. */
    private void lost(String name, Throwable cause) {
        if (ClientFailure.isNotFound(cause)) {
            throw forgotten(name, cause);
        }
        Duration away = ClientFailure.isAbsence(cause) ? absence.note() : MOST_AWAY;
        if (away.compareTo(MOST_AWAY) >= 0) {
            throw unreachable(cause);
        }
        if (away.isZero()) {
            LOG.warn(
                    "The Flink cluster does not answer; it is asked again for {} minutes.",
                    MOST_AWAY.toMinutes(),
                    cause);
        }
        JobID id = JobID.fromHexString(run.job(name).id());
        CompletableFuture<Void> waited =
                CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
        results.put(name, waited.thenCompose(any -> flink.client().requestJobResult(id)));
    }

    private void ended(String name, JobResult result) {
        if (result.getSerializedThrowable().isPresent() || !result.isSuccess()) {
            results.remove(name);
            cancel();
            throw FailureCause.of(
                    name,
                    result.getSerializedThrowable()
                            .map(thrown -> thrown.deserializeError(RunWatch.class.getClassLoader()))
                            .orElseGet(() -> new IllegalStateException("the job was cancelled")));
        }
        Map<String, Long> tallies = new HashMap<>();
        try {
            result.toJobExecutionResult(RunWatch.class.getClassLoader())
                    .getAllAccumulatorResults()
                    .forEach((key, value) -> put(tallies, key, value));
        } catch (Exception e) {
            throw new IllegalStateException("the counts of job " + name + " cannot be read", e);
        }
        results.remove(name);
        store(name, tallies);
    }

    private synchronized void store(String name, Map<String, Long> tallies) {
        run = run.with(name, run.job(name).ended(tallies));
        store.save(run);
    }

    /** Ends a run whose checkpoints fail, which Flink would restart again and again. */
    public void look() throws InterruptedException {
        for (Map.Entry<String, CompletableFuture<JobResult>> result :
                Map.copyOf(results).entrySet()) {
            if (!result.getValue().isDone()) {
                look(result.getKey());
            }
        }
    }

    private void look(String name) throws InterruptedException {
        String id = run.job(name).id();
        jobs.checkpointFailure(id).ifPresent(reason -> {
            cancel();
            String folder = run.checkpointsOf(name);
            throw new PipelineFailure(
                    "CHECKPOINTS_FAILED",
                    4,
                    "three checkpoints in a row failed: "
                            + Checkpoints.refusal(folder).orElse(reason),
                    folder,
                    "Make room or give access there, then run the same command again: it resumes.",
                    new IllegalStateException(reason));
        });
    }

    /** Whether the job that answers questions has read all that there is to be asked about. */
    public boolean inputEnded() throws InterruptedException {
        for (Map.Entry<String, StoredRun.StoredJob> job : run.jobs().entrySet()) {
            if (job.getKey().endsWith(READ)) {
                return job.getValue().finished()
                        || jobs.inputEnded(job.getValue().id());
            }
        }
        return false;
    }

    /** Totals of all jobs, ended or not. */
    public RunCounts counts() {
        Map<String, Long> totals = new HashMap<>();
        run.jobs().forEach((name, job) -> {
            Map<String, Long> tallies = job.finished() ? job.tallies() : live(job.id());
            tallies.forEach((key, count) -> totals.merge(key, count, Long::sum));
        });
        return RunCounts.of(totals, (System.currentTimeMillis() - run.startedMillis()) / 1000.0, run.trials());
    }

    private Map<String, Long> live(String id) {
        Map<String, Long> tallies = new HashMap<>();
        try {
            flink.client()
                    .getAccumulators(JobID.fromHexString(id), RunWatch.class.getClassLoader())
                    .get(5, TimeUnit.SECONDS)
                    .forEach((key, value) -> put(tallies, key, value));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("no counts of job {} yet", id, e);
        }
        return tallies;
    }

    private static void put(Map<String, Long> tallies, String key, Object value) {
        if (key.startsWith(TallyNames.PREFIX) && value instanceof Long count) {
            tallies.put(key, count);
        }
    }

    /** Stops every job with a savepoint beside its checkpoints. */
    public void stop() throws InterruptedException {
        for (String name : Map.copyOf(results).keySet()) {
            try {
                flink.client()
                        .stopWithSavepoint(
                                JobID.fromHexString(run.job(name).id()),
                                false,
                                run.checkpointsOf(name),
                                SavepointFormatType.NATIVE)
                        .get(STOP_SECONDS, TimeUnit.SECONDS);
                results.remove(name);
            } catch (ExecutionException | TimeoutException e) {
                LOG.warn("job {} could not be stopped with a savepoint; it is cancelled", name, e);
                cancel(name);
            }
        }
    }

    /** Ends every job that still runs. */
    public void cancel() {
        Map.copyOf(results).keySet().forEach(this::cancel);
    }

    private void cancel(String name) {
        CompletableFuture<JobResult> result = results.remove(name);
        if (result == null || result.isDone()) {
            return;
        }
        try {
            flink.client().cancel(JobID.fromHexString(run.job(name).id())).get(STOP_SECONDS, TimeUnit.SECONDS);
            result.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("job {} could not be cancelled", name, e);
        }
    }

    private PipelineFailure forgotten(String name, Throwable cause) {
        return new PipelineFailure(
                "JOB_FORGOTTEN",
                4,
                "the Flink cluster no longer knows job " + name + ": its job manager has begun anew",
                flink.rest().toString(),
                "Run the same command again: it resumes from the last checkpoint. With high availability, jobs outlive their job manager.",
                cause);
    }

    private PipelineFailure unreachable(Throwable cause) {
        return new PipelineFailure(
                "FLINK_UNREACHABLE",
                4,
                "the Flink cluster no longer answers: " + cause.getMessage(),
                flink.rest().toString(),
                "Bring it back, then run the same command again: it resumes.",
                cause);
    }
}
