package io.winnow.decode.flink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Readers that keep what an enumerator gives them; calls are made at once, in the caller's thread. */
final class TestAssignment implements SplitEnumeratorContext<VideoSplit> {
    private final int parallelism;
    private final Map<Integer, ReaderInfo> registered = new HashMap<>();
    private final Map<Integer, List<VideoSplit>> given = new HashMap<>();
    private final Set<Integer> noMore = new HashSet<>();

    TestAssignment(int parallelism) {
        this.parallelism = parallelism;
    }

    void register(VideoEnumerator enumerator, int... subtasks) {
        for (int subtask : subtasks) {
            registered.put(subtask, new ReaderInfo(subtask, "here"));
            enumerator.addReader(subtask);
        }
        ask(enumerator, subtasks);
    }

    void ask(VideoEnumerator enumerator, int... subtasks) {
        for (int subtask : subtasks) {
            enumerator.handleSplitRequest(subtask, "here");
        }
    }

    List<String> streams(int subtask) {
        return given.getOrDefault(subtask, List.of()).stream()
                .map(VideoSplit::splitId)
                .toList();
    }

    /** What a reader had; it has it no more. */
    List<VideoSplit> taken(int subtask) {
        return Objects.requireNonNull(given.remove(subtask));
    }

    Set<Integer> toldNoMore() {
        return noMore;
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
    }

    @Override
    public void sendEventToSourceReader(int subtask, SourceEvent event) {
        throw new IllegalStateException("readers are told by splits alone");
    }

    @Override
    public int currentParallelism() {
        return parallelism;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return registered;
    }

    @Override
    public void assignSplits(SplitsAssignment<VideoSplit> assignment) {
        assignment
                .assignment()
                .forEach((subtask, splits) ->
                        given.computeIfAbsent(subtask, any -> new ArrayList<>()).addAll(splits));
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
        noMore.add(subtask);
    }

    @Override
    @SuppressWarnings("NullAway") // Flink's own signature has one of the two absent.
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        try {
            handler.accept(callable.call(), null);
        } catch (Exception e) {
            handler.accept(null, e);
        }
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelay, long period) {
        throw new IllegalStateException("sources are listed once");
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        runnable.run();
    }
}
