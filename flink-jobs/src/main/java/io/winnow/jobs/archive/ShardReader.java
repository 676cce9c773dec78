package io.winnow.jobs.archive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/** Makes the objects of the shards that it is dealt, on its task's own thread: a job has no checkpoints that would have to wait for it. */
final class ShardReader implements SourceReader<ShardOutcome, ShardSplit> {
    private final ShardWorker worker;
    private final Runnable ask;
    private final Deque<ShardSplit> waiting = new ArrayDeque<>();
    private CompletableFuture<Void> told = new CompletableFuture<>();
    private boolean noMoreSplits;

    /**
     * Makes nothing yet.
     *
     * @param worker closed with the reader
     * @param ask called for the next shard
     */
    ShardReader(ShardWorker worker, Runnable ask) {
        this.worker = worker;
        this.ask = ask;
    }

    @Override
    public void start() {
        ask.run();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<ShardOutcome> output) throws InterruptedException {
        ShardSplit split = waiting.poll();
        if (split == null) {
            return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        output.collect(worker.work(split.shard()));
        ask.run();
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return waiting.isEmpty() && !noMoreSplits ? told : CompletableFuture.completedFuture(null);
    }

    @Override
    public void addSplits(List<ShardSplit> splits) {
        waiting.addAll(splits);
        wake();
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        wake();
    }

    private void wake() {
        CompletableFuture<Void> waiters = told;
        told = new CompletableFuture<>();
        waiters.complete(null);
    }

    @Override
    public List<ShardSplit> snapshotState(long checkpoint) {
        return List.copyOf(waiting);
    }

    @Override
    public void close() {
        worker.close();
    }
}
