package io.winnow.decode.stream;

import io.winnow.decode.process.DecodeEvent;
import io.winnow.decode.process.DecodeSession;
import io.winnow.decode.process.ResumePoint;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The one item of a live stream, which is opened again whenever it ends. */
final class LiveItem implements Items {
    private final StreamPlan plan;
    private final Sessions sessions;
    private final Backoff backoff;
    private final InstantSource clock;
    private Optional<DecodeSession> session = Optional.empty();
    private Optional<DecodeEvent> peeked = Optional.empty();
    private long dueMillis;

    LiveItem(StreamPlan plan, Sessions sessions, Backoff backoff, InstantSource clock) {
        this.plan = plan;
        this.sessions = sessions;
        this.backoff = backoff;
        this.clock = clock;
    }

    @Override
    public Optional<DecodeEvent> peek() {
        if (session.isEmpty() && clock.millis() >= dueMillis) {
            session = Optional.of(sessions.open(plan, 0, ResumePoint.START));
        }
        if (peeked.isEmpty()) {
            peeked = session.flatMap(DecodeSession::poll);
        }
        return peeked;
    }

    @Override
    public Optional<DecodeEvent> poll() {
        Optional<DecodeEvent> event = peek();
        peeked = Optional.empty();
        if (event.filter(LiveItem::frames).isPresent()) {
            backoff.reset();
        }
        return event;
    }

    private static boolean frames(DecodeEvent event) {
        return event instanceof DecodeEvent.Picture || event instanceof DecodeEvent.Superseded;
    }

    @Override
    public void next() {
        session.ifPresent(DecodeSession::close);
        session = Optional.empty();
        dueMillis = clock.millis() + backoff.next().toMillis();
    }

    @Override
    public boolean exhausted() {
        return false;
    }

    @Override
    public CompletableFuture<Void> available() {
        return session.map(DecodeSession::available)
                .orElseGet(() -> new CompletableFuture<Void>()
                        .completeOnTimeout(null, Math.max(0, dueMillis - clock.millis()), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        if (peeked.orElse(null) instanceof DecodeEvent.Picture picture) {
            picture.pixels().release();
        }
        session.ifPresent(DecodeSession::close);
        session = Optional.empty();
    }
}
