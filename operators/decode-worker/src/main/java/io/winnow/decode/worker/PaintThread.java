package io.winnow.decode.worker;

import io.winnow.decode.worker.media.GivenUp;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Scales pictures and tells of them while the next ones are decoded. Steps run one after the other, so that what is told stays in order; after one that failed, the rest of its item is dropped. */
final class PaintThread {
    private static final int AHEAD = 3;

    private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(AHEAD);
    private volatile @Nullable Exception failure;

    PaintThread() {
        Thread thread = new Thread(this::work, "winnow-decode-paint");
        thread.setDaemon(true);
        thread.start();
    }

    /** Something to do in turn. */
    interface Step {
        void run() throws IOException, GivenUp, InterruptedException;

        /** Instead of {@link #run}, after a failure. */
        default void drop() {}
    }

    private void work() {
        try {
            while (true) {
                Step step = steps.take();
                if (failure != null) {
                    step.drop();
                } else {
                    run(step);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Step step) throws InterruptedException {
        try {
            step.run();
        } catch (IOException | GivenUp | RuntimeException e) {
            failure = e;
        }
    }

    /** Adds a step, waiting for room. Throws what an earlier step threw. */
    void add(Step step) throws IOException, GivenUp {
        if (failure != null) {
            step.drop();
        } else {
            put(step);
        }
        check();
    }

    /** Waits until all is done, and throws what a step threw. */
    void finish() throws IOException, GivenUp {
        try {
            drain();
            check();
        } finally {
            failure = null;
        }
    }

    private void drain() throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        put(new Step() {
            @Override
            public void run() {
                done.countDown();
            }

            @Override
            public void drop() {
                done.countDown();
            }
        });
        try {
            done.await();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void put(Step step) throws IOException {
        try {
            steps.put(step);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted while pictures were scaled", e);
    }

    private void check() throws IOException, GivenUp {
        Exception failed = failure;
        if (failed instanceof IOException unheard) {
            throw unheard;
        }
        if (failed instanceof GivenUp given) {
            throw given;
        }
        if (failed != null) {
            throw new IllegalStateException(failed);
        }
    }
}
