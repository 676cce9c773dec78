package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for the bodies of requests that anybody may send, without a thread for each: whoever sends one slowly, or never to its end, keeps nobody from anything. */
final class Bodies {
    private static final String BODY = "body";
    private static final int PIECE_BYTES = 8192;
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private Bodies() {}

    /**
     * A handler that is called when the body is there.
     *
     * @param largest bytes of it that are of interest; of one that is larger, one more is read
     */
    static Handler first(int largest, Handler then) {
        return context -> context.future(() -> read(context, largest + 1)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .handleAsync(
                        (body, failure) -> handle(context, then, body, failure),
                        task -> context.req().getAsyncContext().start(task)));
    }

    /** The body of a request whose handler waited for it. */
    static byte[] of(Context context) {
        return Optional.<byte[]>ofNullable(context.attribute(BODY))
                .orElseThrow(() -> new IllegalStateException("nobody has waited for the body of " + context.path()));
    }

    private static Context handle(Context context, Handler then, byte @Nullable [] body, @Nullable Throwable failure) {
        if (failure instanceof TimeoutException) {
            throw slow();
        }
        if (failure != null || body == null) {
            throw brokenOff();
        }
        context.attribute(BODY, body);
        try {
            then.handle(context);
            return context;
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    /** Refuses a body that did not come within {@link #PATIENCE}. */
    static ApiError slow() {
        return new ApiError(
                408,
                "SLOW_BODY",
                "the request's body has taken more than " + PATIENCE.toSeconds() + " s",
                "the body",
                "send it at once");
    }

    /** Refuses one that ended too early. */
    static ApiError brokenOff() {
        return new ApiError(
                400, "NOT_JSON", "the request's body ended before it was whole", "the body", "send all of it");
    }

    private static CompletableFuture<byte[]> read(Context context, int most) {
        try {
            Reading reading = new Reading(context.req().getInputStream(), most);
            reading.input.setReadListener(reading);
            return reading.whole;
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Takes what has come of a body. */
    private static final class Reading implements ReadListener {
        private final ServletInputStream input;
        private final int most;
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final byte[] piece = new byte[PIECE_BYTES];

        Reading(ServletInputStream input, int most) {
            this.input = input;
            this.most = most;
        }

        @Override
        public void onDataAvailable() throws IOException {
            while (!whole.isDone() && input.isReady()) {
                int count = input.read(piece);
                if (count < 0) {
                    return;
                }
                read.write(piece, 0, Math.min(count, most - read.size()));
                if (read.size() == most) {
                    whole.complete(read.toByteArray());
                }
            }
        }

        @Override
        public void onAllDataRead() {
            whole.complete(read.toByteArray());
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }
    }
}
