package io.winnow.model.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Collects items of many callers into batches by number, tokens and time: at once while nothing is computed, else when a batch is full or its oldest item has waited long enough. Streams take turns,
 * items of similar length go together, and an item that cannot be computed fails alone. Safe for use by many threads; callers get their results on a worker's thread and must not block it.
 */
public final class Batcher<I, O> implements AutoCloseable {
    private final BatcherOptions options;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final BatchQueue<I, O> queue;
    private final BatchTotals totals = new BatchTotals();
    private final List<BatchListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Thread> workers = new ArrayList<>();
    private long arrivals;
    private boolean closing;

    /**
     * Starts the workers.
     *
     * @param name of their threads
     * @param functions called once a worker, here
     */
    public Batcher(String name, BatcherOptions options, Supplier<? extends BatchFunction<I, O>> functions) {
        this(name, options, functions, System::nanoTime);
    }

    Batcher(
            String name,
            BatcherOptions options,
            Supplier<? extends BatchFunction<I, O>> functions,
            LongSupplier nanos) {
        this.options = options;
        this.nanos = nanos;
        this.queue = new BatchQueue<>(options);
        List<BatchFunction<I, O>> made = new ArrayList<>();
        try {
            for (int i = 0; i < options.workers(); i++) {
                made.add(functions.get());
            }
        } catch (RuntimeException e) {
            made.forEach(BatchFunction::close);
            throw e;
        }
        for (BatchFunction<I, O> function : made) {
            Thread worker = new Thread(() -> work(function), name + "-" + workers.size());
            worker.setDaemon(true);
            workers.add(worker);
        }
        workers.forEach(Thread::start);
    }

    /**
     * Hands in an item, and waits while the queue is full.
     *
     * @return its result; fails with what the function threw for it alone
     */
    public CompletableFuture<O> submit(BatchItem<I> item) {
        lock.lock();
        try {
            while (queue.size() >= options.capacity() && !closing) {
                room.awaitUninterruptibly();
            }
            return add(item);
        } finally {
            lock.unlock();
        }
    }

    /** Hands in an item, unless the queue is full. */
    public Optional<CompletableFuture<O>> offer(BatchItem<I> item) {
        lock.lock();
        try {
            return queue.size() >= options.capacity() ? Optional.empty() : Optional.of(add(item));
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<O> add(BatchItem<I> item) {
        if (closing) {
            return CompletableFuture.failedFuture(new IllegalStateException("the batcher is closed"));
        }
        CompletableFuture<O> result = new CompletableFuture<>();
        queue.add(new Waiting<>(item, nanos.getAsLong(), arrivals++, result));
        changed.signal();
        return result;
    }

    /** Lets someone hear of every batch from now on. */
    public void addListener(BatchListener listener) {
        listeners.add(listener);
    }

    public void removeListener(BatchListener listener) {
        listeners.remove(listener);
    }

    /** Batches being computed. */
    public int inflightBatches() {
        return totals.running();
    }

    /** Share of the tokens computed so far that was padding. */
    public double paddingRatio() {
        return totals.paddingRatio();
    }

    private void work(BatchFunction<I, O> function) {
        Isolation<I, O> isolation = new Isolation<>(function);
        try (function) {
            for (List<Waiting<I, O>> batch = next(); !batch.isEmpty(); batch = next()) {
                compute(isolation, batch);
            }
        }
    }

    /** The next batch, or an empty one when the batcher is closed and nothing waits. */
    private List<Waiting<I, O>> next() {
        lock.lock();
        try {
            List<Waiting<I, O>> batch = take();
            while (batch.isEmpty() && !(closing && queue.size() == 0)) {
                changed.awaitNanos(queue.untilReadyNanos(nanos.getAsLong()));
                batch = take();
            }
            totals.started(batch.isEmpty() ? 0 : 1);
            room.signalAll();
            return batch;
        } catch (InterruptedException e) {
            throw new IllegalStateException("a batcher's worker, which only the batcher holds, was interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private List<Waiting<I, O>> take() {
        return queue.take(nanos.getAsLong(), closing || totals.running() == 0);
    }

    private void compute(Isolation<I, O> isolation, List<Waiting<I, O>> batch) {
        long started = nanos.getAsLong();
        try {
            isolation.compute(batch);
        } finally {
            ended(BatchTotals.measure(batch, started, nanos.getAsLong()));
        }
    }

    private void ended(BatchListener.Measured batch) {
        lock.lock();
        try {
            totals.ended(batch);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(listener -> listener.done(batch));
    }

    /** Takes no more items, computes those that wait, and ends the workers. */
    @Override
    public void close() {
        stopTaking();
        boolean interrupted = false;
        for (Thread worker : workers) {
            interrupted |= !joined(worker);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopTaking() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a worker to its end, since its graph must not be closed under it; whether without interruption. */
    private static boolean joined(Thread worker) {
        boolean calm = true;
        while (true) {
            try {
                worker.join();
                return calm;
            } catch (InterruptedException e) {
                calm = false;
            }
        }
    }
}
