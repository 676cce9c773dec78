package io.winnow.decode.stream;

import io.winnow.decode.process.DecodeEvent;
import io.winnow.decode.process.DecodeSession;
import io.winnow.decode.process.ResumePoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The items of a stream, decoded in order. The next ones are opened ahead, since a picture takes less time than asking for it. */
final class ListedItems implements Items {
    private final StreamPlan plan;
    private final Sessions sessions;
    private final int ahead;
    private final Deque<DecodeSession> open = new ArrayDeque<>();
    private ResumePoint firstFrom;
    private int nextToOpen;
    private Optional<DecodeEvent> peeked = Optional.empty();

    /**
     * From one on.
     *
     * @param ahead most items open at once, 1 or more
     */
    ListedItems(StreamPlan plan, Sessions sessions, int item, ResumePoint from, int ahead) {
        this.plan = plan;
        this.sessions = sessions;
        this.ahead = ahead;
        this.nextToOpen = item;
        this.firstFrom = from;
    }

    private void openAhead() {
        while (open.size() < ahead && nextToOpen < plan.input().items()) {
            open.add(sessions.open(plan, nextToOpen, firstFrom));
            firstFrom = ResumePoint.START;
            nextToOpen++;
        }
    }

    @Override
    public Optional<DecodeEvent> peek() {
        openAhead();
        if (peeked.isEmpty() && !open.isEmpty()) {
            peeked = open.getFirst().poll();
        }
        return peeked;
    }

    @Override
    public Optional<DecodeEvent> poll() {
        Optional<DecodeEvent> event = peek();
        peeked = Optional.empty();
        return event;
    }

    @Override
    public void next() {
        open.removeFirst().close();
    }

    @Override
    public boolean exhausted() {
        return open.isEmpty() && nextToOpen >= plan.input().items();
    }

    @Override
    public CompletableFuture<Void> available() {
        return open.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : open.getFirst().available();
    }

    @Override
    public void close() {
        if (peeked.orElse(null) instanceof DecodeEvent.Picture picture) {
            picture.pixels().release();
        }
        open.forEach(DecodeSession::close);
        open.clear();
    }
}
