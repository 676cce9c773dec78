package io.winnow.decode.worker;

import io.winnow.decode.worker.media.Bytes;
import io.winnow.decode.worker.wire.ToChild;
import io.winnow.decode.worker.wire.ToParent;
import io.winnow.decode.worker.wire.WireException;
import java.io.IOException;

/** Bytes that the parent reads. */
final class ParentBytes implements Bytes {
    private final Inbox inbox;
    private final Outbox outbox;
    private int handles;

    ParentBytes(Inbox inbox, Outbox outbox) {
        this.inbox = inbox;
        this.outbox = outbox;
    }

    @Override
    public Opened open(String address) throws IOException {
        int handle = ++handles;
        outbox.send(new ToParent.AskOpen(handle, address));
        if (!(inbox.takeAnswer() instanceof ToChild.Opened opened)) {
            throw new WireException("not an answer to a request to open");
        }
        if (!opened.permitted()) {
            throw new IOException("not permitted");
        }
        return new Opened(handle, opened.size());
    }

    @Override
    public byte[] read(int handle, long offset, int count) throws IOException {
        outbox.send(new ToParent.AskRead(handle, offset, count));
        if (!(inbox.takeAnswer() instanceof ToChild.Data data)) {
            throw new WireException("not an answer to a request to read");
        }
        if (data.failed()) {
            throw new IOException("could not be read");
        }
        return data.bytes();
    }

    @Override
    public void close(int handle) throws IOException {
        outbox.send(new ToParent.AskClose(handle));
    }
}
