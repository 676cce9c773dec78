package io.winnow.decode.flink;

import io.winnow.decode.stream.StreamPlan;
import io.winnow.decode.stream.StreamProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.jspecify.annotations.Nullable;

/** Lists the sources once, deals their streams out so that readers have as many as each other, and tells readers that no more will come. */
final class VideoEnumerator implements SplitEnumerator<VideoSplit, VideoEnumeratorState> {
    private final SplitEnumeratorContext<VideoSplit> context;
    private final Callable<List<StreamPlan>> lister;
    private final VideoEnumeratorState restored;
    private final Map<Integer, List<VideoSplit>> shares = new TreeMap<>();
    private boolean listed;

    VideoEnumerator(
            SplitEnumeratorContext<VideoSplit> context,
            Callable<List<StreamPlan>> lister,
            VideoEnumeratorState restored) {
        this.context = context;
        this.lister = lister;
        this.restored = restored;
    }

    @Override
    public void start() {
        if (restored.listed()) {
            deal(restored.waiting());
        } else {
            context.callAsync(lister, this::onListed);
        }
    }

    private void onListed(@Nullable List<StreamPlan> plans, @Nullable Throwable failure) {
        if (plans == null) {
            throw new IllegalStateException("the sources could not be listed", failure);
        }
        deal(plans.stream()
                .map(plan -> new VideoSplit(plan, StreamProgress.NONE))
                .toList());
    }

    private void deal(List<VideoSplit> splits) {
        for (int i = 0; i < splits.size(); i++) {
            shares.computeIfAbsent(i % context.currentParallelism(), any -> new ArrayList<>())
                    .add(splits.get(i));
        }
        listed = true;
        context.registeredReaders().keySet().forEach(this::serve);
    }

    private void serve(int subtask) {
        List<VideoSplit> share = shares.remove(subtask);
        if (share != null) {
            context.assignSplits(new SplitsAssignment<>(Map.of(subtask, share)));
        }
        context.signalNoMoreSplits(subtask);
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        // Streams are given without being asked for.
    }

    @Override
    public void addSplitsBack(List<VideoSplit> splits, int subtask) {
        shares.computeIfAbsent(subtask, any -> new ArrayList<>()).addAll(splits);
    }

    @Override
    public void addReader(int subtask) {
        if (listed) {
            serve(subtask);
        }
    }

    @Override
    public VideoEnumeratorState snapshotState(long checkpoint) {
        return new VideoEnumeratorState(
                listed, shares.values().stream().flatMap(List::stream).toList());
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
