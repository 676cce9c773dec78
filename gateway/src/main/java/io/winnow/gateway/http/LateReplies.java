package io.winnow.gateway.http;

import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
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
        Response response = new Response();
        try {
            return reply.get().whenCompleteAsync((told, failure) -> {}, task -> response.start(context, task));
        } catch (RuntimeException e) {
            response.over();
            throw e;
        }
    }

    /** One that is to be written, until the connection has it: what is done with a reply leaves it in the server's hands. */
    private final class Response implements AsyncListener {
        private final AtomicBoolean over = new AtomicBoolean();

        Response() {
            writing.register();
        }

        void start(Context context, Runnable task) {
            try {
                AsyncContext request = context.req().getAsyncContext();
                request.addListener(this);
                request.start(task);
            } catch (RuntimeException e) {
                over();
                throw e;
            }
        }

        void over() {
            if (!over.getAndSet(true)) {
                writing.arriveAndDeregister();
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            over();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            over();
        }

        @Override
        public void onError(AsyncEvent event) {
            over();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}
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
