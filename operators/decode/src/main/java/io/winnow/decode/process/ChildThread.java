package io.winnow.decode.process;

import io.winnow.decode.worker.Worker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The child's work on a thread of this JVM, for inputs that are trusted. It can be abandoned, but not ended against its will. */
final class ChildThread implements ChildLink {
    private static final Logger LOG = LoggerFactory.getLogger(ChildThread.class);

    private final InputStream from;
    private final OutputStream to;
    private volatile boolean outOfMemory;

    private ChildThread(InputStream from, OutputStream to) {
        this.from = from;
        this.to = to;
    }

    static ChildThread start(SharedRing ring) throws IOException {
        Pipe down = Pipe.open();
        Pipe up = Pipe.open();
        ChildThread child =
                new ChildThread(Channels.newInputStream(up.source()), Channels.newOutputStream(down.sink()));
        Thread thread = new Thread(
                () -> child.work(Channels.newInputStream(down.source()), Channels.newOutputStream(up.sink()), ring),
                "winnow-decode");
        thread.setDaemon(true);
        thread.start();
        return child;
    }

    private void work(InputStream in, OutputStream out, SharedRing ring) {
        try (in;
                out) {
            new Worker(in, out, ring.memory(), ring.slotBytes(), () -> {}).run();
        } catch (OutOfMemoryError e) {
            outOfMemory = true;
            LOG.error("a decoder in this process ran out of memory", e);
        } catch (IOException e) {
            LOG.debug("a decoder in this process ended: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public InputStream from() {
        return from;
    }

    @Override
    public OutputStream to() {
        return to;
    }

    @Override
    public boolean ranOutOfMemory() {
        return outOfMemory;
    }

    @Override
    public String lastWords() {
        return "";
    }

    @Override
    public void kill() {
        try {
            to.close();
            from.close();
        } catch (IOException e) {
            LOG.debug("closing the pipes of a decoder in this process: {}", e.getMessage());
        }
    }

    @Override
    public void end() throws IOException {
        to.close();
    }
}
