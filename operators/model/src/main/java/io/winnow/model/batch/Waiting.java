package io.winnow.model.batch;

import java.util.concurrent.CompletableFuture;

/**
 * An item in the queue.
 *
 * @param item to compute
 * @param arrivedNanos when it came, by the batcher's clock
 * @param number counts arrivals
 * @param result where its caller waits
 */
record Waiting<I, O>(BatchItem<I> item, long arrivedNanos, long number, CompletableFuture<O> result) {}
