package io.winnow.decode.flink;

import io.winnow.decode.stream.StreamPlan;
import io.winnow.decode.stream.StreamProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.jspecify.annotations.Nullable;

/**
 * Lists the sources once and deals their streams out so that readers have as many as each other. A reader asks for its share, and again when it has read it. None is told that no more will come before
 * all have asked again: a checkpoint fails while some subtasks of a stage that keeps union state have finished and others have not.
 */
final class VideoEnumerator implements SplitEnumerator<VideoSplit, VideoEnumeratorState> {
    private final SplitEnumeratorContext<VideoSplit> context;
    private final Callable<List<StreamPlan>> lister;
    private final VideoEnumeratorState restored;
    private final Map<Integer, List<VideoSplit>> shares = new TreeMap<>();
    private final Set<Integer> asking = new TreeSet<>();
    private boolean listed;
    private boolean allRead;

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
        List.copyOf(asking).forEach(this::answer);
    }

    private void answer(int subtask) {
        List<VideoSplit> share = shares.remove(subtask);
        if (share != null) {
            asking.remove(subtask);
            context.assignSplits(new SplitsAssignment<>(Map.of(subtask, share)));
        } else if (allRead) {
            context.signalNoMoreSplits(subtask);
        } else if (asking.size() == context.currentParallelism()) {
            allRead = true;
            asking.forEach(context::signalNoMoreSplits);
        }
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        asking.add(subtask);
        if (listed) {
            answer(subtask);
        }
    }

    @Override
    public void addSplitsBack(List<VideoSplit> splits, int subtask) {
        asking.remove(subtask);
        // A share of nothing would be taken for an answer, but Flink delivers none.
        if (!splits.isEmpty()) {
            shares.computeIfAbsent(subtask, any -> new ArrayList<>()).addAll(splits);
        }
    }

    @Override
    public void addReader(int subtask) {
        // One that comes again after a failure has yet to ask.
        asking.remove(subtask);
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
