package io.winnow.decode.flink;

import io.winnow.decode.FramePolicy;
import io.winnow.decode.SourceAddress;
import io.winnow.decode.control.Standing;
import io.winnow.decode.stream.StreamInput;
import io.winnow.decode.stream.StreamPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/**
 * An enumerator with readers that begin what they are given and do what they are told. As Flink does, it keeps what was given since the last checkpoint, gives it back for a reader that failed, and lets
 * readers that come say what they had. Everything happens in the caller's thread.
 */
final class TestJob implements SplitEnumeratorContext<VideoSplit> {
    private final int parallelism;
    private final TestControls controls;
    private final List<SourceAddress> definition;
    private final Function<SourceAddress, List<StreamPlan>> lister;
    private final boolean stay;
    private final VideoEnumerator enumerator;
    private final Map<Integer, ReaderInfo> registered = new TreeMap<>();
    private final Map<Integer, Map<String, VideoSplit>> held = new TreeMap<>();
    private final Map<Integer, List<VideoSplit>> checkpointed = new HashMap<>();
    private final Map<Integer, List<VideoSplit>> sinceThen = new HashMap<>();
    private final Map<Integer, Set<String>> finished = new HashMap<>();
    private final Map<Integer, Set<String>> finishedThen = new HashMap<>();
    private final Deque<Runnable> sent = new ArrayDeque<>();
    private final Deque<Runnable> listings = new ArrayDeque<>();
    private final Set<Integer> noMore = new TreeSet<>();
    private final List<String> ended = new ArrayList<>();
    private VideoEnumeratorState state = VideoEnumeratorState.NONE;
    private boolean listsLater;

    private TestJob(
            int parallelism,
            TestControls controls,
            List<SourceAddress> definition,
            Function<SourceAddress, List<StreamPlan>> lister,
            boolean stay,
            VideoEnumeratorState restored) {
        this.parallelism = parallelism;
        this.controls = controls;
        this.definition = definition;
        this.lister = lister;
        this.stay = stay;
        this.enumerator = new VideoEnumerator(
                this, definition, lister, Optional.of(controls), stay, InstantSource.system(), restored);
    }

    /** One whose definition has these sources, each of which is one stream. */
    static TestJob of(int parallelism, TestControls controls, String... sources) {
        return of(parallelism, controls, false, address -> List.of(plan(address.id())), sources);
    }

    static TestJob of(
            int parallelism,
            TestControls controls,
            boolean stay,
            Function<SourceAddress, List<StreamPlan>> lister,
            String... sources) {
        List<SourceAddress> definition = Arrays.stream(sources)
                .map(id -> new SourceAddress(id, "/" + id, ""))
                .toList();
        return new TestJob(parallelism, controls, definition, lister, stay, VideoEnumeratorState.NONE);
    }

    /** The same definition from a state. */
    TestJob from(VideoEnumeratorState restored) {
        return new TestJob(parallelism, controls, definition, lister, stay, restored);
    }

    static StreamPlan plan(String stream) {
        return new StreamPlan(stream, new StreamInput.Clip("/" + stream, true), new FramePolicy.KeepAll());
    }

    /** The enumerator begins, then all readers come. */
    TestJob start() {
        enumerator.start();
        settle();
        return registerAll();
    }

    TestJob startAlone() {
        enumerator.start();
        settle();
        return this;
    }

    TestJob registerAll() {
        for (int reader = 0; reader < parallelism; reader++) {
            register(reader);
        }
        return this;
    }

    /** A reader comes with what it had at the last checkpoint. */
    TestJob register(int reader) {
        List<VideoSplit> had = checkpointed.getOrDefault(reader, List.of());
        registered.put(reader, ReaderInfo.createReaderInfo(reader, "here", had));
        enumerator.addReader(reader);
        settle();
        return this;
    }

    /** Readers are gone, all at once. */
    void fail(int... readers) {
        for (int reader : readers) {
            registered.remove(reader);
            held.remove(reader);
            noMore.remove(reader);
            finished.put(reader, new TreeSet<>(finishedThen.getOrDefault(reader, Set.of())));
        }
        for (int reader : readers) {
            List<VideoSplit> given = sinceThen.remove(reader);
            enumerator.addSplitsBack(given == null ? List.of() : given, reader);
        }
        settle();
    }

    void failAll() {
        int[] all = new int[parallelism];
        Arrays.setAll(all, reader -> reader);
        fail(all);
    }

    void checkpoint() {
        state = enumerator.snapshotState(1);
        checkpointed.clear();
        sinceThen.clear();
        finishedThen.clear();
        finished.forEach((reader, splits) -> finishedThen.put(reader, Set.copyOf(splits)));
        held.forEach((reader, splits) -> checkpointed.put(reader, List.copyOf(splits.values())));
    }

    /** Another attempt from the last checkpoint, with so many readers; Flink deals out what readers had. */
    TestJob restore(int readers) {
        TestJob next = new TestJob(readers, controls, definition, lister, stay, stored(state));
        int[] turn = {0};
        checkpointed.values().stream()
                .flatMap(List::stream)
                .forEach(split -> next.checkpointed
                        .computeIfAbsent(turn[0]++ % readers, any -> new ArrayList<>())
                        .add(split));
        next.state = state;
        finishedThen.values().forEach(splits -> {
            next.finishedThen.computeIfAbsent(0, any -> new TreeSet<>()).addAll(splits);
            next.finished.computeIfAbsent(0, any -> new TreeSet<>()).addAll(splits);
        });
        return next.start();
    }

    private static VideoEnumeratorState stored(VideoEnumeratorState state) {
        VideoEnumeratorSerializer form = VideoEnumeratorSerializer.INSTANCE;
        try {
            return form.deserialize(form.getVersion(), form.serialize(state));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reader of a stream comes to its end. */
    void end(String stream) {
        held.forEach((reader, splits) -> splits.values().stream()
                .filter(split -> split.stream().equals(stream))
                .map(VideoSplit::splitId)
                .toList()
                .forEach(split -> {
                    finished.computeIfAbsent(reader, any -> new TreeSet<>()).add(split);
                    leave(reader, split);
                }));
        settle();
    }

    void timeOver(int reader) {
        enumerator.handleSourceEvent(reader, new TimeOver());
        settle();
    }

    private void leave(int reader, String split) {
        splits(reader).remove(split);
        sent.add(() -> enumerator.handleSourceEvent(reader, new StreamLeft(split)));
    }

    /** What readers sent arrives, and what follows from it. */
    private void settle() {
        for (Runnable next = sent.poll(); next != null; next = sent.poll()) {
            next.run();
        }
    }

    /** From now on sources are listed when {@link #list} is called. */
    void listLater() {
        listsLater = true;
    }

    void list() {
        for (Runnable next = listings.poll(); next != null; next = listings.poll()) {
            next.run();
        }
        settle();
    }

    /** A wish, and all that follows. */
    void wish(Consumer<TestControls> wish) {
        wish.accept(controls);
        settle();
    }

    private Map<String, VideoSplit> splits(int reader) {
        return held.computeIfAbsent(reader, any -> new LinkedHashMap<>());
    }

    Collection<VideoSplit> held(int reader) {
        return splits(reader).values();
    }

    List<String> streams(int reader) {
        return held(reader).stream().map(VideoSplit::stream).toList();
    }

    /** What all readers have. */
    List<VideoSplit> all() {
        return held.values().stream()
                .flatMap(splits -> splits.values().stream())
                .toList();
    }

    List<String> paused() {
        return all().stream().filter(VideoSplit::paused).map(VideoSplit::stream).toList();
    }

    /** Splits that readers came to the end of, as far as no failure undid it. */
    Set<String> finished() {
        Set<String> all = new TreeSet<>();
        finished.values().forEach(all::addAll);
        return all;
    }

    /** What the enumerator would store now. */
    VideoEnumeratorState now() {
        return enumerator.snapshotState(1);
    }

    Set<Integer> toldNoMore() {
        return noMore;
    }

    /** Splits that readers ended because they were told to. */
    List<String> ended() {
        return ended;
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
    }

    @Override
    public void sendEventToSourceReader(int reader, SourceEvent event) {
        StreamOrder order = (StreamOrder) event;
        VideoSplit split = splits(reader).get(order.split());
        if (!registered.containsKey(reader) || split == null) {
            throw new IllegalStateException("reader " + reader + " cannot be told " + order);
        }
        if (order.standing() == Standing.REMOVED) {
            ended.add(split.splitId());
            leave(reader, split.splitId());
        } else {
            splits(reader).put(split.splitId(), split.at(split.progress(), order.standing() == Standing.PAUSED));
        }
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
        assignment.assignment().forEach((reader, splits) -> {
            if (!registered.containsKey(reader) || noMore.contains(reader)) {
                throw new IllegalStateException("reader " + reader + " cannot be given " + splits);
            }
            sinceThen.computeIfAbsent(reader, any -> new ArrayList<>()).addAll(splits);
            splits.forEach(split -> splits(reader).put(split.splitId(), begun(split)));
        });
    }

    private static VideoSplit begun(VideoSplit split) {
        return split.progress().started() ? split : split.at(VideoStateTest.progress(), split.paused());
    }

    @Override
    public void signalNoMoreSplits(int reader) {
        noMore.add(reader);
    }

    @Override
    @SuppressWarnings("NullAway") // Flink's own signature has one of the two absent.
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        Runnable call = () -> {
            T value;
            try {
                value = callable.call();
            } catch (Exception e) {
                handler.accept(null, e);
                return;
            }
            handler.accept(value, null);
        };
        if (listsLater) {
            listings.add(call);
        } else {
            call.run();
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
