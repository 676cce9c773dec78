package io.winnow.model.batch;

import java.time.Duration;

/**
 * How batches are filled.
 *
 * @param maxItems of a batch
 * @param maxTokens of a batch, padding included; an item longer than that is computed alone
 * @param linger how long an item waits for others while the function is busy elsewhere
 * @param maxPadding how much longer the longest item of a batch may be than the shortest: 0.25 for a quarter
 * @param capacity items that wait at most; more make {@link Batcher#submit} wait
 * @param workers batches computed at once
 */
public record BatcherOptions(
        int maxItems, long maxTokens, Duration linger, double maxPadding, int capacity, int workers) {
    private static final int BATCHES_WAITING = 64;

    public BatcherOptions {
        if (maxItems < 1 || maxTokens < 1 || capacity < 1 || workers < 1) {
            throw new IllegalArgumentException("a batcher of " + maxItems + " items, " + maxTokens + " tokens, "
                    + capacity + " places and " + workers + " workers");
        }
        if (!(maxPadding >= 0) || linger.isNegative()) {
            throw new IllegalArgumentException("a batcher with padding " + maxPadding + " and linger " + linger);
        }
    }

    /** For items that are all of one length. */
    public static BatcherOptions ofItems(int maxItems, Duration linger, int workers) {
        return new BatcherOptions(maxItems, Long.MAX_VALUE, linger, 0, maxItems * BATCHES_WAITING, workers);
    }
}
