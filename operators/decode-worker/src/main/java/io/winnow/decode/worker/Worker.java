package io.winnow.decode.worker;

import io.winnow.decode.worker.media.Natives;
import io.winnow.decode.worker.wire.ToChild;
import io.winnow.decode.worker.wire.ToParent;
import io.winnow.decode.worker.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Decodes one item after the other, as it is told, until its input closes. */
public final class Worker {
    private final Inbox inbox;
    private final Outbox outbox;
    private final Ring ring;

    /**
     * Listens at once; decodes in {@link #run}.
     *
     * @param in messages of the parent
     * @param out messages to it
     * @param memory the ring's, a direct buffer
     * @param slotBytes of each of its slots
     * @param onClosed run when the input closes, by the thread that reads it
     */
    public Worker(InputStream in, OutputStream out, ByteBuffer memory, int slotBytes, Runnable onClosed) {
        ring = new Ring(memory, slotBytes);
        outbox = new Outbox(Wire.output(out));
        inbox = new Inbox(Wire.input(in), ring, onClosed);
        Thread reader = new Thread(inbox, "winnow-decode-inbox");
        reader.setDaemon(true);
        reader.start();
    }

    /** Works until the input closes or the output does. */
    public void run() throws IOException, InterruptedException {
        outbox.send(new ToParent.Ready(Natives.load()));
        PaintThread paint = new PaintThread();
        FrameShelf shelf = new FrameShelf();
        Optional<ToChild.Decode> next = inbox.takeItem();
        while (next.isPresent()) {
            new Item(next.get(), inbox, outbox, ring, paint, shelf).run();
            next = inbox.takeItem();
        }
    }
}
