package io.winnow.jobs;

import io.winnow.jobs.run.Flink;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.jobs.run.RunCounts;
import io.winnow.jobs.run.RunStore;
import io.winnow.jobs.run.RunWatch;
import io.winnow.jobs.run.StoredRun;
import java.time.Duration;

/** A pipeline while it runs. */
public final class RunningPipeline implements AutoCloseable {
    private final RunWatch watch;
    private final RunStore.Lock lock;

    RunningPipeline(Flink flink, RunStore store, StoredRun run, RunStore.Lock lock) {
        this.watch = new RunWatch(flink, store, run).follow();
        this.lock = lock;
    }

    /** Id of the run. */
    public String run() {
        return watch.run().id();
    }

    /** The run as it is stored. */
    public StoredRun stored() {
        return watch.run();
    }

    /**
     * Waits for the end of every job.
     *
     * @return what the run did
     * @throws PipelineFailure where a job failed for good; the others are cancelled
     */
    public RunCounts await() throws InterruptedException {
        return watch.await();
    }

    /** Waits at most so long; whether every job has ended. */
    public boolean await(Duration patience) throws InterruptedException {
        return watch.await(patience);
    }

    /**
     * Looks for what waiting for the end does not show.
     *
     * @throws PipelineFailure where checkpoints fail again and again; the jobs are cancelled
     */
    public void look() throws InterruptedException {
        watch.look();
    }

    /** Whether what questions can be asked about has been read to its end. */
    public boolean inputEnded() throws InterruptedException {
        return watch.inputEnded();
    }

    /** What the run has done so far, a few seconds late. */
    public RunCounts counts() {
        return watch.counts();
    }

    /** Stops with a savepoint, from which the run can be resumed. */
    public void stop() throws InterruptedException {
        watch.stop();
    }

    /** Ends at once; the run can be resumed from its last checkpoint. */
    public void cancel() {
        watch.cancel();
    }

    /** Gives the pipeline's name back. Jobs on a cluster of their own go on. */
    @Override
    public void close() {
        Collected.leave(run());
        lock.close();
    }
}
