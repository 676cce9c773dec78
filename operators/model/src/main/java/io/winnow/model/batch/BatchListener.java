package io.winnow.model.batch;

/** Hears of each batch that was computed, from the worker's thread. */
public interface BatchListener {

    /**
     * A batch is done.
     *
     * @param batch what it was
     */
    void done(Measured batch);

    /**
     * What a batch took.
     *
     * @param items in it
     * @param tokens of its items
     * @param computedTokens its items times the longest
     * @param callMillis in the function
     * @param longestMillis from the arrival of its oldest item to its end
     */
    record Measured(int items, long tokens, long computedTokens, double callMillis, double longestMillis) {}
}
