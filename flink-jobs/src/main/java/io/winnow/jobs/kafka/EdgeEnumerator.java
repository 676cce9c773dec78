package io.winnow.jobs.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;

/** Gives each reader its share of the partitions, all of which are known when the run begins, and tells it that no more will come. */
final class EdgeEnumerator implements SplitEnumerator<EdgeSplit, EdgeEnumeratorState> {
    private final SplitEnumeratorContext<EdgeSplit> context;
    private final List<EdgeSplit> waiting;

    EdgeEnumerator(SplitEnumeratorContext<EdgeSplit> context, EdgeEnumeratorState state) {
        this.context = context;
        this.waiting = new ArrayList<>(state.waiting());
    }

    @Override
    public void start() {
        // Readers are served when they register.
    }

    @Override
    public void handleSplitRequest(int subtask, @org.jspecify.annotations.Nullable String host) {
        // Partitions are given without being asked for.
    }

    @Override
    public void addReader(int subtask) {
        List<EdgeSplit> share = waiting.stream()
                .filter(split -> split.partition().getPartition() % context.currentParallelism() == subtask)
                .toList();
        if (!share.isEmpty()) {
            context.assignSplits(new SplitsAssignment<>(Map.of(subtask, share)));
            waiting.removeAll(share);
        }
        context.signalNoMoreSplits(subtask);
    }

    @Override
    public void addSplitsBack(List<EdgeSplit> splits, int subtask) {
        waiting.addAll(splits);
    }

    @Override
    public EdgeEnumeratorState snapshotState(long checkpoint) {
        return new EdgeEnumeratorState(waiting);
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
