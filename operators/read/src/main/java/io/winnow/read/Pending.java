package io.winnow.read;

import java.util.concurrent.CompletableFuture;

/**
 * A request that waits for its answer.
 *
 * @param stream whose it is
 * @param ask what is asked
 * @param result where its caller waits
 */
record Pending(String stream, Ask ask, CompletableFuture<ReadResult> result) {

    /** Whether nobody waits any more: it is answered, has failed, or its caller has given up. */
    boolean over() {
        return result.isDone();
    }

    void fail(Throwable failure) {
        result.completeExceptionally(failure);
    }
}
