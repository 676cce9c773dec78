package io.winnow.decode.process;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One input being decoded. Its methods are called by one thread at a time. */
public interface DecodeSession extends AutoCloseable {

    /** The next event, if it is there already. Empty for ever after the last. */
    Optional<DecodeEvent> poll();

    /** Completed when {@link #poll} has something to give, and for ever after the last event. */
    CompletableFuture<Void> available();

    /** Waits for the next event; after the last, throws IllegalStateException. */
    DecodeEvent take() throws InterruptedException;

    /** Whether the last event has been given out. */
    boolean finished();

    /** Gives up what is not decoded yet. Pictures given out stay readable until they are released. */
    @Override
    void close();
}
