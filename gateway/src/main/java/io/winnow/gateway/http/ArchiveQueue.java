package io.winnow.gateway.http;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Has archives read one after the other, each reading for as long as its caller waits. A place in it is free again when the reading has ended, which may be after its caller was told that it takes too long. */
final class ArchiveQueue implements AutoCloseable {
    private static final int MOST = 4;
    private static final int MOST_OF_A_KEY = 1;

    /** All of the readings that hold a place. */
    private final Set<Reading> readings = new HashSet<>();

    private final ThreadPoolExecutor reader;
    private boolean closed;

    ArchiveQueue() {
        this.reader = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "gateway-archive-questions");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Has something read when it is its turn.
     *
     * @param seconds that its caller waits
     * @param work ends early where its thread is interrupted
     * @throws ApiError where there is no room
     */
    CompletableFuture<McpResult> add(Caller caller, long seconds, Callable<McpResult> work) {
        Reading reading = new Reading(caller, work);
        enter(reading);
        return reading.told.orTimeout(seconds, TimeUnit.SECONDS).exceptionallyCompose(failure -> {
            if (failure instanceof TimeoutException) {
                reading.giveUp();
                return CompletableFuture.failedFuture(late(seconds));
            }
            return CompletableFuture.failedFuture(failure);
        });
    }

    private synchronized void enter(Reading reading) {
        if (closed) {
            throw closing();
        }
        long own =
                readings.stream().filter(each -> each.key.equals(reading.key)).count();
        if (readings.size() >= MOST || (own >= MOST_OF_A_KEY && !reading.key.isEmpty())) {
            throw new ApiError(
                    429,
                    "TOO_MANY_WAITING",
                    readings.size() >= MOST
                            ? "others wait for archives"
                            : "a question of this key is being answered on an archive",
                    "the gateway",
                    "come back in a minute");
        }
        readings.add(reading);
        reader.execute(reading);
    }

    private synchronized void leave(Reading reading) {
        readings.remove(reading);
    }

    private static ApiError late(long seconds) {
        return new ApiError(
                504,
                "NOT_ANSWERED",
                "the archive could not be read within " + seconds + " s",
                "waitSeconds",
                "wait longer, or name fewer items with in, or a shorter time");
    }

    /** What whoever waits for an archive is told when the gateway ends. */
    static ApiError closing() {
        return new ApiError(
                503,
                "CLOSING",
                "the gateway ends, and has not read the archive",
                "the gateway",
                "ask again once it is back");
    }

    /** Something that is to be read. */
    private final class Reading implements Runnable {
        private final String key;
        private final Callable<McpResult> work;
        private final CompletableFuture<McpResult> told = new CompletableFuture<>();
        private @Nullable Thread thread;

        Reading(Caller caller, Callable<McpResult> work) {
            this.key = caller.key();
            this.work = work;
        }

        @Override
        public void run() {
            Runnable outcome = begin() ? read() : () -> told.completeExceptionally(closing());
            end();
            leave(this);
            // Only now: whoever is told may ask the next thing at once, and nothing interrupts what follows.
            outcome.run();
        }

        private Runnable read() {
            try {
                McpResult result = work.call();
                return () -> told.complete(result);
            } catch (Throwable e) {
                return () -> told.completeExceptionally(e);
            }
        }

        private synchronized boolean begin() {
            thread = Thread.currentThread();
            return !told.isDone();
        }

        private synchronized void end() {
            thread = null;
            Thread.interrupted();
        }

        /** Ends it, where it can be ended. */
        void giveUp() {
            if (reader.remove(this)) {
                leave(this);
            } else {
                interrupt();
            }
        }

        private synchronized void interrupt() {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /** Tells those that wait that the gateway ends. */
    @Override
    public void close() {
        Set<Reading> waiting;
        synchronized (this) {
            closed = true;
            waiting = Set.copyOf(readings);
        }
        waiting.forEach(each -> each.told.completeExceptionally(closing()));
        waiting.forEach(Reading::giveUp);
        reader.shutdown();
    }
}
