package io.winnow.decode.process;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Events of one input between the thread that listens to a child and the one that takes them. Bounded by the ring's slots. */
final class Session implements DecodeSession {
    private final DecodeRequest request;
    private final Reading reading;
    private final Consumer<Session> onClose;
    private final Queue<DecodeEvent> events = new ArrayDeque<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private boolean ended;
    private boolean finished;
    private boolean closed;

    Session(DecodeRequest request, Reading reading, Consumer<Session> onClose) {
        this.request = request;
        this.reading = reading;
        this.onClose = onClose;
    }

    DecodeRequest request() {
        return request;
    }

    Reading reading() {
        return reading;
    }

    /** Adds an event; what comes after the end or after closing is dropped. */
    void offer(DecodeEvent event) {
        CompletableFuture<Void> woken;
        boolean wanted;
        synchronized (this) {
            wanted = !ended && !closed;
            ended |= last(event);
            if (wanted) {
                events.add(event);
            }
            woken = available;
        }
        if (!wanted && event instanceof DecodeEvent.Picture picture) {
            picture.pixels().release();
        }
        woken.complete(null);
    }

    private static boolean last(DecodeEvent event) {
        return event instanceof DecodeEvent.End || event instanceof DecodeEvent.Failure;
    }

    /** Whether its last event is there. */
    synchronized boolean ended() {
        return ended;
    }

    @Override
    public synchronized Optional<DecodeEvent> poll() {
        DecodeEvent event = events.poll();
        finished |= event != null && last(event);
        if (events.isEmpty() && !finished && !closed && available.isDone()) {
            available = new CompletableFuture<>();
        }
        return Optional.ofNullable(event);
    }

    @Override
    public synchronized CompletableFuture<Void> available() {
        return available;
    }

    @Override
    public DecodeEvent take() throws InterruptedException {
        while (true) {
            Optional<DecodeEvent> event = poll();
            if (event.isPresent()) {
                return event.get();
            }
            synchronized (this) {
                if (finished || closed) {
                    throw new IllegalStateException("there are no more events");
                }
            }
            try {
                available().get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public synchronized boolean finished() {
        return finished;
    }

    @Override
    public void close() {
        Queue<DecodeEvent> left;
        CompletableFuture<Void> woken;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            left = new ArrayDeque<>(events);
            events.clear();
            woken = available;
        }
        for (DecodeEvent event : left) {
            if (event instanceof DecodeEvent.Picture picture) {
                picture.pixels().release();
            }
        }
        woken.complete(null);
        onClose.accept(this);
    }
}
