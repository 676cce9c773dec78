package io.winnow.decode.flink;

import io.winnow.decode.flink.ActiveStreams.Active;
import io.winnow.decode.stream.DropReasons;
import io.winnow.decode.stream.SourceLostException;
import io.winnow.decode.stream.StreamOpener;
import io.winnow.frames.Decoded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** Reads its streams, some at once and the others after them, one step of one stream at a call. Does with each what it is told to before it reads on. */
final class VideoReader implements SourceReader<Decoded, VideoSplit> {
    private final StreamOpener opener;
    private final ReaderMetrics metrics;
    private final ActiveStreams active;
    private final Bound bound;
    private final AutoCloseable decoders;
    private final Consumer<SourceEvent> enumerator;
    private final ParkedStreams parked = new ParkedStreams();
    private final Deque<StreamOrder> orders = new ArrayDeque<>();
    private CompletableFuture<Void> told = new CompletableFuture<>();
    private boolean timeOver;
    private boolean noMoreSplits;

    /**
     * Reads nothing yet.
     *
     * @param bound when to end what is read
     * @param decoders closed with the reader
     * @param enumerator hears which splits are read to their end
     */
    VideoReader(
            StreamOpener opener,
            ReaderMetrics metrics,
            ActiveStreams active,
            Bound bound,
            AutoCloseable decoders,
            Consumer<SourceEvent> enumerator) {
        this.opener = opener;
        this.metrics = metrics;
        this.active = active;
        this.bound = bound;
        this.decoders = decoders;
        this.enumerator = enumerator;
    }

    @Override
    public void start() {
        bound.begin();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Decoded> output) {
        Consumer<Decoded> out = decoded -> {
            metrics.emitted(decoded);
            output.collect(decoded);
        };
        if (step(out)) {
            return InputStatus.MORE_AVAILABLE;
        }
        boolean done = noMoreSplits && active.size() == 0 && parked.isEmpty();
        return done ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }

    private boolean step(Consumer<Decoded> out) {
        if (!orders.isEmpty()) {
            obey(orders.remove(), out);
            return true;
        }
        if (bound.passed()) {
            return endOne(out);
        }
        openWaiting();
        for (int tried = active.size(); tried > 0; tried--) {
            if (advance(active.turn(), out)) {
                return true;
            }
        }
        return false;
    }

    private void openWaiting() {
        while (parked.opensNext(active.hasRoom())) {
            active.add(open(parked.next()));
        }
    }

    private Active open(VideoSplit split) {
        return onlyOnce(() -> new Active(split, opener.open(split.plan(), split.progress(), split.paused())));
    }

    private boolean advance(Active stream, Consumer<Decoded> out) {
        boolean stepped = onlyOnce(() -> stream.reading().advance(out));
        if (stream.reading().finished()) {
            if (!stream.reading().endReason().isEmpty()) {
                metrics.failed();
            }
            leave(stream);
        }
        return stepped;
    }

    /** The end of a split that was read, or is to be read no more. */
    private void leave(Active stream) {
        active.remove(stream);
        enumerator.accept(new StreamLeft(stream.from().splitId()));
    }

    private boolean endOne(Consumer<Decoded> out) {
        if (!timeOver) {
            timeOver = true;
            enumerator.accept(new TimeOver());
        }
        if (active.size() == 0 && parked.isEmpty()) {
            return false;
        }
        end(active.size() > 0 ? active.turn() : open(parked.takeAny()), "", out);
        return true;
    }

    private void end(Active stream, String reason, Consumer<Decoded> out) {
        stream.reading().stop(reason, out);
        leave(stream);
    }

    private void obey(StreamOrder order, Consumer<Decoded> out) {
        switch (order.standing()) {
            case READ -> parked.resume(order.split());
            case PAUSED -> held(order.split()).ifPresent(stream -> pause(stream, out));
            case REMOVED -> held(order.split()).ifPresent(stream -> end(stream, DropReasons.REMOVED, out));
        }
    }

    /** A split that is read, or one opened without reading, to tell of it. */
    private Optional<Active> held(String split) {
        Optional<Active> read = active.find(split);
        return read.isPresent() ? read : parked.take(split).map(this::open);
    }

    private void pause(Active stream, Consumer<Decoded> out) {
        stream.reading().pause(out);
        if (stream.reading().finished()) {
            leave(stream);
            return;
        }
        parked.add(List.of(stream.from().at(stream.reading().progress(), true)));
        active.remove(stream);
    }

    /** Restarts cannot bring back what can be read only once. */
    private static <T> T onlyOnce(Supplier<T> step) {
        try {
            return step.get();
        } catch (SourceLostException e) {
            throw new SuppressRestartsException(e);
        }
    }

    @Override
    public List<VideoSplit> snapshotState(long checkpoint) {
        List<VideoSplit> splits = new ArrayList<>(active.splits());
        splits.addAll(parked.splits());
        return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        if (hasWork()) {
            return CompletableFuture.completedFuture(null);
        }
        Stream<CompletableFuture<Void>> calls = bound.passed() ? Stream.of(told) : Stream.of(told, bound.passing());
        return CompletableFuture.anyOf(Stream.concat(calls, active.available()).toArray(CompletableFuture[]::new))
                .thenApply(any -> null);
    }

    private boolean hasWork() {
        if (bound.passed()) {
            return !timeOver || active.size() > 0 || !parked.isEmpty() || !orders.isEmpty();
        }
        return !orders.isEmpty() || parked.opensNext(active.hasRoom());
    }

    @Override
    public void addSplits(List<VideoSplit> splits) {
        parked.add(splits);
        wake();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        if (!(event instanceof StreamOrder order)) {
            throw new IllegalStateException("a reader of streams was sent " + event);
        }
        orders.add(order);
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
    public void close() throws Exception {
        active.close();
        decoders.close();
    }
}
