package io.winnow.decode.worker;

import io.winnow.decode.worker.wire.ToChild;
import io.winnow.decode.worker.wire.ToChildWire;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Reads what the parent says, on a thread of its own, so that a decoder that never returns ends all the same when the parent is gone. */
final class Inbox implements Runnable {
    private static final ToChild CLOSED = new ToChild.Cancel(Integer.MIN_VALUE);

    private final DataInputStream in;
    private final Ring ring;
    private final Runnable onClosed;
    private final BlockingQueue<ToChild> items = new LinkedBlockingQueue<>();
    private final BlockingQueue<ToChild> answers = new LinkedBlockingQueue<>();
    private volatile int cancelled = Integer.MIN_VALUE;
    private volatile boolean closed;

    Inbox(DataInputStream in, Ring ring, Runnable onClosed) {
        this.in = in;
        this.ring = ring;
        this.onClosed = onClosed;
    }

    @Override
    public void run() {
        try {
            while (true) {
                sort(ToChildWire.read(in));
            }
        } catch (IOException e) {
            closed = true;
            items.add(CLOSED);
            answers.add(CLOSED);
            ring.close();
            onClosed.run();
        }
    }

    private void sort(ToChild message) {
        if (message instanceof ToChild.Freed freed) {
            ring.freed(freed.slot());
        } else if (message instanceof ToChild.Cancel cancel) {
            cancelled = cancel.item();
            ring.wake();
        } else if (message instanceof ToChild.Decode) {
            items.add(message);
        } else {
            answers.add(message);
        }
    }

    /** The next thing to decode; empty when there will be none. */
    Optional<ToChild.Decode> takeItem() throws InterruptedException {
        return items.take() instanceof ToChild.Decode decode ? Optional.of(decode) : Optional.empty();
    }

    /** The answer to what was just asked. */
    ToChild takeAnswer() throws IOException {
        try {
            ToChild answer = answers.take();
            if (answer == CLOSED) {
                answers.add(CLOSED);
                throw new IOException("the parent is gone");
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the parent", e);
        }
    }

    boolean cancelled(int item) {
        return closed || cancelled == item;
    }
}
