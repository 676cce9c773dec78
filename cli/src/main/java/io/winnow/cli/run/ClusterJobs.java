package io.winnow.cli.run;

import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.Refused;
import io.winnow.jobs.Preflight;
import io.winnow.jobs.definition.FlinkOptions;
import io.winnow.jobs.run.JobName;
import io.winnow.jobs.run.RunStore;
import io.winnow.jobs.run.SessionFlink;
import io.winnow.jobs.run.StoredRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;

/** Winnow's jobs on a Flink cluster. */
final class ClusterJobs implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 8;
    private static final int STOP_SECONDS = 60;

    private final SessionFlink flink;

    /**
     * One of them.
     *
     * @param since wall clock when it was submitted
     */
    record Job(JobName name, JobID id, JobStatus status, long since) {
        boolean running() {
            return !status.isGloballyTerminalState();
        }
    }

    private ClusterJobs(SessionFlink flink) {
        this.flink = flink;
    }

    /**
     * Connects.
     *
     * @throws CommandFailure where no cluster is configured, or it does not answer
     */
    static ClusterJobs at(FlinkOptions options) throws InterruptedException {
        if (options.rest().isEmpty()) {
            throw CommandFailure.usage(
                    "NO_CLUSTER",
                    "no Flink cluster is configured",
                    "flink.rest",
                    "Give --set flink.rest=http://HOST:PORT.");
        }
        Refused.ifAny(Preflight.flink(options.addresses()));
        return new ClusterJobs(SessionFlink.at(options.addresses()));
    }

    /** All of them, by pipeline, the newest first. */
    List<Job> list() throws InterruptedException {
        List<Job> jobs = new ArrayList<>();
        for (JobStatusMessage message : get(flink.client()::listJobs, PATIENCE_SECONDS)) {
            JobName.parse(message.getJobName())
                    .ifPresent(name ->
                            jobs.add(new Job(name, message.getJobId(), message.getJobState(), message.getStartTime())));
        }
        jobs.sort(Comparator.comparing((Job job) -> job.name().pipeline())
                .thenComparing(Comparator.comparingLong(Job::since).reversed()));
        return jobs;
    }

    /**
     * Stops a job with a savepoint.
     *
     * @param store of runs, which says where its checkpoints are
     * @return where the savepoint lies; empty where the job ended by itself before it could be stopped
     */
    Optional<String> stop(Job job, RunStore store) throws InterruptedException {
        Optional<String> folder = store.latest(job.name().pipeline())
                .filter(run -> run.id().equals(job.name().run()))
                .map((StoredRun run) -> run.checkpointsOf(job.name().job()));
        try {
            return Optional.of(get(
                    () -> flink.client()
                            .stopWithSavepoint(job.id(), false, folder.orElse(null), SavepointFormatType.NATIVE),
                    STOP_SECONDS));
        } catch (CommandFailure e) {
            if (runs(job)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private boolean runs(Job job) throws InterruptedException {
        return list().stream().anyMatch(now -> now.id().equals(job.id()) && now.running());
    }

    /** Something that the cluster is asked for. */
    private interface Request<T> {
        java.util.concurrent.CompletableFuture<T> send() throws Exception;
    }

    private <T> T get(Request<T> request, int seconds) throws InterruptedException {
        try {
            return request.send().get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw e;
        } catch (ExecutionException | TimeoutException e) {
            throw refused(e.getCause() == null ? e : e.getCause());
        } catch (Exception e) {
            throw refused(e);
        }
    }

    private CommandFailure refused(Throwable cause) {
        String said = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return CommandFailure.unreachable(
                "FLINK_REFUSED",
                "the Flink cluster did not do it: " + said.lines().findFirst().orElse(said),
                flink.rest().toString(),
                "See the cluster's log.");
    }

    @Override
    public void close() {
        flink.close();
    }
}
