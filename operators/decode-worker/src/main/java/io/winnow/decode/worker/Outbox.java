package io.winnow.decode.worker;

import io.winnow.decode.worker.wire.ToParent;
import io.winnow.decode.worker.wire.ToParentWire;
import java.io.DataOutputStream;
import java.io.IOException;

/** What goes to the parent, a message at a time. */
final class Outbox {
    private final DataOutputStream out;

    Outbox(DataOutputStream out) {
        this.out = out;
    }

    synchronized void send(ToParent message) throws IOException {
        ToParentWire.write(out, message);
    }
}
