package io.winnow.model.batch;

import java.util.List;

/** Computes a batch so that an item that cannot be computed fails alone. */
final class Isolation<I, O> {
    private final BatchFunction<I, O> function;

    Isolation(BatchFunction<I, O> function) {
        this.function = function;
    }

    /** Gives each item its result or its failure. */
    void compute(List<Waiting<I, O>> batch) {
        List<O> results;
        try {
            results = function.compute(
                    batch.stream().map(waiting -> waiting.item().value()).toList());
            if (results.size() != batch.size()) {
                throw new IllegalStateException(
                        "a batch of " + batch.size() + " items gave " + results.size() + " results");
            }
        } catch (RuntimeException e) {
            divide(batch, e);
            return;
        } catch (Error e) {
            batch.forEach(waiting -> waiting.result().completeExceptionally(e));
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).result().complete(results.get(i));
        }
    }

    private void divide(List<Waiting<I, O>> batch, RuntimeException failure) {
        if (batch.size() == 1) {
            batch.get(0).result().completeExceptionally(failure);
            return;
        }
        int middle = batch.size() / 2;
        compute(batch.subList(0, middle));
        compute(batch.subList(middle, batch.size()));
    }
}
