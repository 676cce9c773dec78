package io.winnow.decode.process;

import io.winnow.decode.worker.wire.ToChild;
import io.winnow.decode.worker.wire.ToChildWire;
import io.winnow.decode.worker.wire.ToParent;
import io.winnow.decode.worker.wire.ToParentWire;
import io.winnow.decode.worker.wire.Wire;
import io.winnow.decode.worker.wire.WireException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One child and the thread that listens to it. Of whatever it says only what can be true is passed on; anything else ends it. */
final class Child {
    private static final Logger LOG = LoggerFactory.getLogger(Child.class);

    private final ChildLink link;
    private final SharedRing ring;
    private final Keeper keeper;
    private final DataOutputStream out;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private volatile Optional<Task> task = Optional.empty();
    private volatile Optional<String> killedFor = Optional.empty();
    private volatile boolean serves;
    private volatile long heardNanos = System.nanoTime();
    private volatile boolean ended;
    private int items;

    Child(ChildLink link, SharedRing ring, Keeper keeper) {
        this.link = link;
        this.ring = ring;
        this.keeper = keeper;
        this.out = Wire.output(link.to());
    }

    /** Whoever has children. */
    interface Keeper {
        /** The child waits for work. */
        void idle(Child child);

        /** The child is no more; its session has been told. */
        void dead(Child child, boolean started);
    }

    void start() {
        Thread listener = new Thread(this::listen, "winnow-decode-child");
        listener.setDaemon(true);
        listener.start();
    }

    /** Completed when it can work, with FFmpeg's version; failed if it ended before. */
    CompletableFuture<String> ready() {
        return ready;
    }

    /** Gives it work; only when idle. */
    void decode(Session session) {
        heardNanos = System.nanoTime();
        Task next = new Task(++items, session, ring, this::free);
        task = Optional.of(next);
        tell(new ToChild.Decode(next.item(), Jobs.job(session.request())));
    }

    /** The session is not wanted any more. One that waits for a pipe cannot be told, so its child is ended. */
    void cancel(Session session) {
        task.filter(current -> current.session() == session).ifPresent(current -> {
            session.reading().stop();
            if (session.request().input() instanceof DecodeInput.Piped) {
                kill(current, "its session was closed");
            } else {
                tell(new ToChild.Cancel(current.item()));
            }
        });
    }

    private void free(int slot) {
        if (ring.give(slot)) {
            heardNanos = System.nanoTime();
            tell(new ToChild.Freed(slot));
        }
    }

    private void tell(ToChild message) {
        synchronized (out) {
            try {
                ToChildWire.write(out, message);
            } catch (IOException e) {
                // The listener finds out why and tells whoever waits.
                LOG.debug("a decoder does not listen any more: {}", e.getMessage());
            }
        }
    }

    /** Ends it if it has long said nothing, though it waits for nothing. */
    void checkAlive() {
        task.ifPresent(current -> {
            Duration stall = current.session().request().limits().stall();
            boolean silent = System.nanoTime() - heardNanos > stall.toNanos();
            if (silent && serves) {
                current.session().reading().giveUpWaiting();
            } else if (silent && ring.childHasRoom()) {
                kill(current, "the decoder gave no sign of life for " + stall.toSeconds() + " s");
            }
        });
    }

    /** Ends the child for what it is at; where that is done meanwhile, the child lives. */
    private synchronized void kill(Task at, String why) {
        if (task.filter(current -> current == at).isPresent()) {
            killedFor = Optional.of(why);
            link.kill();
        }
    }

    /** Puts down what it was at. One that was killed for it may still say so, but takes no more work. */
    private synchronized boolean free() {
        task = Optional.empty();
        return killedFor.isEmpty();
    }

    /** Ends it in peace. */
    void end() {
        ended = true;
        try {
            link.end();
        } catch (IOException e) {
            LOG.debug("a decoder had ended already: {}", e.getMessage());
            link.kill();
        }
    }

    private void listen() {
        String reason;
        try (DataInputStream in = Wire.input(link.from())) {
            while (true) {
                hear(ToParentWire.read(in));
            }
        } catch (EOFException e) {
            reason = "the decoder died";
        } catch (IOException | IllegalArgumentException e) {
            reason = "the decoder said what cannot be: " + e.getMessage();
        }
        link.kill();
        die(killedFor.orElse(reason));
    }

    private void hear(ToParent message) throws IOException {
        heardNanos = System.nanoTime();
        if (message instanceof ToParent.Ready started) {
            ring.unlink();
            ready.complete(Texts.name(started.version()));
            keeper.idle(this);
            return;
        }
        Task current = task.orElseThrow(() -> new WireException("it has nothing to do and talks"));
        if (!served(current.session().reading(), message) && current.hear(message) && free()) {
            keeper.idle(this);
        }
    }

    private boolean served(Reading reading, ToParent message) throws IOException {
        if (message instanceof ToParent.AskOpen ask) {
            serve(() -> reading.open(ask.handle(), ask.address()));
        } else if (message instanceof ToParent.AskRead ask) {
            serve(() -> reading.read(ask.handle(), ask.offset(), ask.count()));
        } else if (message instanceof ToParent.AskClose ask) {
            reading.close(ask.handle());
        } else {
            return false;
        }
        return true;
    }

    private void serve(Answer answer) throws IOException {
        serves = true;
        try {
            tell(answer.make());
        } finally {
            serves = false;
            heardNanos = System.nanoTime();
        }
    }

    private void die(String reason) {
        try {
            ring.unlink();
        } catch (IOException e) {
            LOG.warn("{} is left behind: {}", ring.file(), e.getMessage());
        }
        boolean started = ready.isDone();
        boolean memory = link.ranOutOfMemory();
        if (!ended && (task.isPresent() || !started)) {
            LOG.warn("A decoder ended: {}. Its last words: {}", reason, link.lastWords());
        }
        ready.completeExceptionally(new IOException(reason + ": " + link.lastWords()));
        task.ifPresent(current -> current.crashed(reason, memory, killedFor.isPresent()));
        task = Optional.empty();
        keeper.dead(this, started);
    }

    /** Something to tell that takes reading first. */
    @FunctionalInterface
    private interface Answer {
        ToChild make() throws IOException;
    }
}
