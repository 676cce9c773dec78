package io.winnow.gateway.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has replies that come late written by the server's own threads: whoever takes theirs slowly must hold none that decides on those of others. */
final class LateReplies implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LateReplies.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** One party is the gateway itself; each reply that is to come, or is being written, is another. */
    private final Phaser writing = new Phaser(1);

    /** The reply that is begun with; what is done with it then, one of the server's threads does. */
    <T> CompletableFuture<T> of(Context context, Supplier<CompletableFuture<T>> reply) {
        writing.register();
        try {
            return reply.get().whenCompleteAsync((told, failure) -> {}, task -> start(context, task));
        } catch (RuntimeException e) {
            writing.arriveAndDeregister();
            throw e;
        }
    }

    private void start(Context context, Runnable task) {
        try {
            context.req().getAsyncContext().start(() -> {
                try {
                    task.run();
                } finally {
                    writing.arriveAndDeregister();
                }
            });
        } catch (RuntimeException e) {
            writing.arriveAndDeregister();
            throw e;
        }
    }

    /** Returns when all are written, so that the server can end, or when that takes long. */
    @Override
    public void close() {
        try {
            writing.awaitAdvanceInterruptibly(writing.arrive(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.debug("not all replies were taken before the server ended");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
