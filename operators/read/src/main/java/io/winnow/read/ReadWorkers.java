package io.winnow.read;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The threads that answer requests, and what waits for them. Safe for use by many threads; callers get their results on a worker's thread and must not block it. */
final class ReadWorkers implements AutoCloseable {
    /** Keys and values that the answers under way of one worker may take. */
    private static final long MOST_BYTES = 128L << 20;

    /** Requests that wait at most, for each that a worker can take. */
    private static final int WAITING = 64;

    private final AskQueue queue;
    private final ReadTotals totals = new ReadTotals();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Starts the threads.
     *
     * @param workers one a thread
     * @param options of reading
     */
    ReadWorkers(ReaderGraphs graphs, PrefixCache cache, Prompter prompter, int workers, ReadOptions options) {
        this.queue = new AskQueue(options.batch() * WAITING);
        long mostTokens = MOST_BYTES / graphs.shape().bytesOfToken();
        for (int i = 0; i < workers; i++) {
            Steps steps = new Steps(graphs);
            Reading reading = new Reading(
                    graphs,
                    new Prefill(graphs, cache),
                    prompter,
                    steps,
                    new Scoring(graphs, steps, mostTokens / 2),
                    new DropRule(options.dropBelow()));
            ReadWorker worker = new ReadWorker(
                    queue,
                    seeing -> new Running(graphs.shape(), steps, seeing),
                    reading,
                    options.batch(),
                    mostTokens,
                    totals);
            Thread thread = new Thread(worker::work, "reader-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** Hands in a request, and waits while very many do. */
    CompletableFuture<ReadResult> submit(String stream, Ask ask) {
        return queue.submit(stream, ask);
    }

    ReadTotals totals() {
        return totals;
    }

    /** Takes no more requests, answers those that wait, and ends the threads. */
    @Override
    public void close() {
        queue.close();
        boolean interrupted = false;
        for (Thread thread : threads) {
            interrupted |= !joined(thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a thread to its end, since its graphs must not be closed under it; whether without interruption. */
    private static boolean joined(Thread thread) {
        boolean calm = true;
        while (true) {
            try {
                thread.join();
                return calm;
            } catch (InterruptedException e) {
                calm = false;
            }
        }
    }
}
