package io.winnow.decode.process;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Events of one input between the thread that listens to a child and the one that takes them. */
final class Session implements DecodeSession {
    private final DecodeRequest request;
    private final Reading reading;
    private final Consumer<Session> onClose;
    private final Untaken events;
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private boolean ended;
    private boolean finished;
    private boolean closed;

    Session(DecodeRequest request, Reading reading, Consumer<Session> onClose) {
        this.request = request;
        this.reading = reading;
        this.onClose = onClose;
        this.events = Untaken.of(request);
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
        List<DecodeEvent.Picture> unwanted;
        synchronized (this) {
            if (ended || closed) {
                unwanted = event instanceof DecodeEvent.Picture picture ? List.of(picture) : List.of();
            } else {
                events.add(event, System.nanoTime());
                unwanted = events.takeGivenUp();
            }
            ended |= last(event);
            woken = available;
        }
        release(unwanted);
        woken.complete(null);
    }

    private static void release(List<DecodeEvent.Picture> pictures) {
        pictures.forEach(picture -> picture.pixels().release());
    }

    private static boolean last(DecodeEvent event) {
        return event instanceof DecodeEvent.End || event instanceof DecodeEvent.Failure;
    }

    /** Whether its last event is there. */
    synchronized boolean ended() {
        return ended;
    }

    @Override
    public Optional<DecodeEvent> poll() {
        Optional<DecodeEvent> event;
        List<DecodeEvent.Picture> unwanted;
        synchronized (this) {
            event = events.poll(System.nanoTime());
            unwanted = events.takeGivenUp();
            finished |= event.filter(Session::last).isPresent();
            if (events.isEmpty() && !finished && !closed && available.isDone()) {
                available = new CompletableFuture<>();
            }
        }
        release(unwanted);
        return event;
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
        List<DecodeEvent.Picture> unwanted;
        CompletableFuture<Void> woken;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            events.clear();
            unwanted = events.takeGivenUp();
            woken = available;
        }
        release(unwanted);
        woken.complete(null);
        onClose.accept(this);
    }
}
