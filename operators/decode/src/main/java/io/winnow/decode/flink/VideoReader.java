package io.winnow.decode.flink;

import io.winnow.decode.stream.SourceLostException;
import io.winnow.decode.stream.StreamOpener;
import io.winnow.decode.stream.StreamReading;
import io.winnow.frames.Decoded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** Reads its streams, some at once and the others after them, one step of one stream at a call. */
final class VideoReader implements SourceReader<Decoded, VideoSplit> {
    private final StreamOpener opener;
    private final ReaderMetrics metrics;
    private final ActiveStreams active;
    private final Bound bound;
    private final AutoCloseable decoders;
    private final Runnable ask;
    private final Deque<VideoSplit> waiting = new ArrayDeque<>();
    private CompletableFuture<Void> told = new CompletableFuture<>();
    private boolean asked;
    private boolean noMoreSplits;

    /**
     * Reads nothing yet.
     *
     * @param bound when to end what is read
     * @param decoders closed with the reader
     * @param ask called when there is nothing left to read
     */
    VideoReader(
            StreamOpener opener,
            ReaderMetrics metrics,
            ActiveStreams active,
            Bound bound,
            AutoCloseable decoders,
            Runnable ask) {
        this.opener = opener;
        this.metrics = metrics;
        this.active = active;
        this.bound = bound;
        this.decoders = decoders;
        this.ask = ask;
    }

    @Override
    public void start() {
        bound.begin();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Decoded> output) {
        openWaiting();
        if (bound.passed() && active.size() > 0) {
            stop(active.turn(), output);
            return InputStatus.MORE_AVAILABLE;
        }
        for (int tried = active.size(); tried > 0; tried--) {
            StreamReading reading = active.turn();
            if (advance(reading, output)) {
                return InputStatus.MORE_AVAILABLE;
            }
        }
        if (active.size() > 0) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        askForMore();
        return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }

    private void askForMore() {
        if (!asked && !noMoreSplits) {
            asked = true;
            ask.run();
        }
    }

    private void openWaiting() {
        while (opensWaiting()) {
            VideoSplit split = waiting.remove();
            active.add(onlyOnce(() -> opener.open(split.plan(), split.progress())));
        }
    }

    private boolean opensWaiting() {
        VideoSplit next = waiting.peek();
        return next != null && (next.plan().live() || active.hasRoom());
    }

    /** A live stream waits for none that ends, nor for one that does not. */
    private void await(VideoSplit split) {
        if (split.plan().live()) {
            waiting.addFirst(split);
        } else {
            waiting.addLast(split);
        }
    }

    private boolean advance(StreamReading reading, ReaderOutput<Decoded> output) {
        boolean stepped = onlyOnce(() -> reading.advance(decoded -> {
            metrics.emitted(decoded);
            output.collect(decoded);
        }));
        if (reading.finished()) {
            if (!reading.endReason().isEmpty()) {
                metrics.failed();
            }
            active.remove(reading);
        }
        return stepped;
    }

    private void stop(StreamReading reading, ReaderOutput<Decoded> output) {
        reading.stop(decoded -> {
            metrics.emitted(decoded);
            output.collect(decoded);
        });
        active.remove(reading);
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
        splits.addAll(waiting);
        return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        if (opensWaiting() || (bound.passed() && active.size() > 0)) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.anyOf(Stream.concat(Stream.of(told, bound.passing()), active.available())
                        .toArray(CompletableFuture[]::new))
                .thenApply(any -> null);
    }

    @Override
    public void addSplits(List<VideoSplit> splits) {
        splits.forEach(this::await);
        asked = false;
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
