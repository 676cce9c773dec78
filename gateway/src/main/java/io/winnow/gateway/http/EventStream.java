package io.winnow.gateway.http;

import io.winnow.gateway.http.EventLog.Beginning;
import io.winnow.gateway.http.EventLog.Piece;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The events that one page waits for: a place in a log. Sends what its connection takes and never waits. Where it has fallen too far behind it forgets its place, and sends everything when the connection takes something again.
 */
final class EventStream implements WriteListener {
    private final Caller caller;
    private final EventLog log;
    private final ServletOutputStream output;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** The last piece sent; empty where everything comes first. */
    private Optional<Piece> sent = Optional.empty();

    private boolean open;
    private boolean unflushed;
    private boolean ended;

    EventStream(Caller caller, EventLog log, ServletOutputStream output) {
        this.caller = caller;
        this.log = log;
        this.output = output;
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
        }
    }

    private synchronized void write() throws IOException {
        // Whoever takes nothing must not keep what all others have read.
        sent = sent.filter(piece -> log.behind(piece) <= EventLog.MOST_BEHIND);
        while (open && !ended && output.isReady()) {
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

    private Optional<byte[]> next() {
        if (sent.isEmpty()) {
            Beginning beginning = log.beginning(System.nanoTime());
            sent = Optional.of(beginning.after());
            return Optional.of(beginning.frame());
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
            sent = Optional.empty();
        }
        end.complete(null);
    }
}
