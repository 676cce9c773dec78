package io.winnow.jobs.archive;

import io.winnow.archive.Shard;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Deals shards out one at a time, to whoever has made the object of the one before. Those of a reader that failed are dealt out again; those of them that are done are seen to be. */
final class ShardEnumerator implements SplitEnumerator<ShardSplit, List<Shard>> {
    private final SplitEnumeratorContext<ShardSplit> context;
    private final Deque<Shard> left;

    ShardEnumerator(SplitEnumeratorContext<ShardSplit> context, List<Shard> shards) {
        this.context = context;
        this.left = new ArrayDeque<>(shards);
    }

    @Override
    public void start() {
        // Readers ask.
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        if (!context.registeredReaders().containsKey(subtask)) {
            return;
        }
        Shard next = left.poll();
        if (next == null) {
            context.signalNoMoreSplits(subtask);
        } else {
            context.assignSplit(new ShardSplit(next), subtask);
        }
    }

    @Override
    public void addSplitsBack(List<ShardSplit> splits, int subtask) {
        for (int i = splits.size() - 1; i >= 0; i--) {
            left.addFirst(splits.get(i).shard());
        }
    }

    @Override
    public void addReader(int subtask) {
        // Readers ask.
    }

    @Override
    public List<Shard> snapshotState(long checkpoint) {
        return List.copyOf(left);
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
