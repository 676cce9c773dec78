package io.winnow.gateway.http;

import io.winnow.gateway.keys.StreamScope;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** The events that one page waits for. Sends what its connection takes and never waits; what is not taken waits here, up to a bound beyond which the stream ends. */
final class EventStream implements WriteListener {
    private static final int MOST_WAITING = 512;
    private static final int MOST_WAITING_BYTES = 1024 * 1024;

    private final Caller caller;
    private final ServletOutputStream output;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private byte[] everything = new byte[0];
    private int waitingBytes;
    private boolean open;
    private boolean unflushed;
    private boolean ended;
    private long offeredNanos = System.nanoTime();

    EventStream(Caller caller, ServletOutputStream output) {
        this.caller = caller;
        this.output = output;
    }

    StreamScope scope() {
        return caller.scope();
    }

    Caller caller() {
        return caller;
    }

    /** Done when the stream has ended. */
    CompletableFuture<Void> end() {
        return end;
    }

    /** How long nothing was put in. */
    synchronized long idleNanos(long nowNanos) {
        return nowNanos - offeredNanos;
    }

    /** Whether it has to be scheduled, since it is not yet. */
    boolean schedule() {
        return scheduled.compareAndSet(false, true);
    }

    /** Puts the frame that says everything before those that happened while it was made. It is as large as the pipeline, and does not count as falling behind. */
    synchronized void begin(byte[] frame) {
        if (!ended) {
            everything = frame;
            waiting.addFirst(frame);
        }
    }

    /** Puts a frame in, to be sent by {@link #send}; one that there is no room for ends the stream. */
    void offer(byte[] frame) {
        boolean full;
        synchronized (this) {
            full = waiting.size() >= MOST_WAITING
                    || (waitingBytes > 0 && waitingBytes + frame.length > MOST_WAITING_BYTES);
            if (!full && !ended) {
                waiting.add(frame);
                waitingBytes += frame.length;
                offeredNanos = System.nanoTime();
            }
        }
        if (full) {
            finish();
        }
    }

    /** Sends what waits, as far as the connection takes it. */
    void send() {
        scheduled.set(false);
        try {
            write();
        } catch (IOException | IllegalStateException e) {
            finish();
        }
    }

    private synchronized void write() throws IOException {
        while (open && !ended && output.isReady()) {
            byte[] frame = waiting.poll();
            if (frame != null) {
                waitingBytes -= frame == everything ? 0 : frame.length;
                unflushed = true;
                output.write(frame);
            } else if (unflushed) {
                unflushed = false;
                output.flush();
            } else {
                return;
            }
        }
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

    /** Ends the stream; what waits is not sent. */
    void finish() {
        synchronized (this) {
            ended = true;
            waiting.clear();
            waitingBytes = 0;
        }
        end.complete(null);
    }
}
