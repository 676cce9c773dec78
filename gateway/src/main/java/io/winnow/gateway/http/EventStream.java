package io.winnow.gateway.http;

import io.winnow.gateway.http.EventLog.Beginning;
import io.winnow.gateway.http.EventLog.Piece;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that one page waits for: a place in a log. Sends what its connection takes and never waits. Where it has fallen too far behind it forgets its place, and sends everything when the connection takes something again.
 */
final class EventStream implements WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final Caller caller;
    private final EventLog log;
    private final Beginnings beginnings;
    private final ServletOutputStream output;
    private final Runnable disconnect;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** The last piece sent; empty where everything comes first. */
    private Optional<Piece> sent = Optional.empty();

    /** What it began with, until the connection has taken it. */
    private Optional<byte[]> beginning = Optional.empty();

    /** Since when the connection has not taken what was written; empty while it takes more. */
    private Optional<Long> heldNanos = Optional.empty();

    private boolean open;
    private boolean unflushed;
    private boolean ended;

    /**
     * A stream that has not begun.
     *
     * @param disconnect ends its connection with what that has not taken
     */
    EventStream(Caller caller, EventLog log, Beginnings beginnings, ServletOutputStream output, Runnable disconnect) {
        this.caller = caller;
        this.log = log;
        this.beginnings = beginnings;
        this.output = output;
        this.disconnect = disconnect;
    }

    Caller caller() {
        return caller;
    }

    /** Done when the stream has ended. */
    CompletableFuture<Void> end() {
        return end;
    }

    /** Sends what was said, as far as the connection takes it. */
    void send() {
        try {
            write();
        } catch (IOException | IllegalStateException e) {
            finish();
        } catch (RuntimeException e) {
            LOG.error("an event stream is ended, since its events cannot be written", e);
            finish();
        }
    }

    /** Ends the stream where its caller may no longer hear what is said, or where its connection takes too long for what was written: that is held for it alone. */
    void look(long nowNanos, Duration patience) {
        if (held(nowNanos, patience)) {
            disconnect.run();
            finish();
        } else if (!caller.still().getAsBoolean()) {
            finish();
        }
    }

    private synchronized boolean held(long nowNanos, Duration patience) {
        return heldNanos.filter(since -> nowNanos - since > patience.toNanos()).isPresent();
    }

    private synchronized void write() throws IOException {
        // Whoever takes nothing must not keep what all others have read.
        sent = sent.filter(piece -> log.behind(piece) <= EventLog.MOST_BEHIND);
        while (open && !ended && ready()) {
            Optional<byte[]> next = next();
            if (next.isPresent()) {
                unflushed = true;
                output.write(next.get());
            } else if (unflushed) {
                unflushed = false;
                output.flush();
            } else {
                return;
            }
        }
    }

    private boolean ready() {
        boolean ready = output.isReady();
        heldNanos = ready ? Optional.empty() : Optional.of(heldNanos.orElseGet(System::nanoTime));
        if (ready) {
            begun();
        }
        return ready;
    }

    private void begun() {
        beginning.ifPresent(frame -> beginnings.leave(caller.key(), frame));
        beginning = Optional.empty();
    }

    private Optional<byte[]> next() {
        if (sent.isEmpty()) {
            Optional<Beginning> next = beginnings.take(caller.key(), log, System.nanoTime());
            sent = next.map(Beginning::after);
            beginning = next.map(Beginning::frame);
            return beginning;
        }
        Optional<Piece> next = sent.flatMap(Piece::next);
        if (next.isPresent()) {
            sent = next;
        }
        return next.map(Piece::bytes);
    }

    @Override
    public void onWritePossible() throws IOException {
        synchronized (this) {
            open = true;
        }
        write();
    }

    @Override
    public void onError(Throwable cause) {
        finish();
    }

    /** Ends the stream; what was said last is not sent. */
    void finish() {
        synchronized (this) {
            ended = true;
            begun();
            sent = Optional.empty();
        }
        end.complete(null);
    }
}
