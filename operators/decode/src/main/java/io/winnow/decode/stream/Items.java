package io.winnow.decode.stream;

import io.winnow.decode.process.DecodeEvent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a stream is decoded from, one session after the other. */
interface Items extends AutoCloseable {

    /** The next event of the current session, which stays. */
    Optional<DecodeEvent> peek();

    /** The next event of the current session. */
    Optional<DecodeEvent> poll();

    /** The current session is done with. */
    void next();

    /** Whether there will be no other. */
    boolean exhausted();

    /** Completed when {@link #poll} may have something to give. */
    CompletableFuture<Void> available();

    @Override
    void close();
}
