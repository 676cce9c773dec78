package io.winnow.model.batch;

import java.util.List;

/** Computes a batch. Each worker has its own and calls it from its thread alone. */
public interface BatchFunction<I, O> extends AutoCloseable {

    /**
     * Computes every item. If it throws, the batch is halved and tried again until the items that cannot be computed are alone, so that an item may be seen more than once.
     *
     * @return one result an item, in the items' order
     */
    List<O> compute(List<I> items);

    @Override
    void close();
}
