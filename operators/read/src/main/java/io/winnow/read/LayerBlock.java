package io.winnow.read;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;

/**
 * Word layers that are computed together. Behind them, visual tokens may be dropped.
 *
 * @param context visual tokens to what words see of them in these layers, keys and values; of the first block, vectors, place and mask to the visual tokens and ground too
 * @param step words behind a past to keys and values; of the first block words themselves, of a later one what the block before made of them; of the last, logits too
 */
record LayerBlock(Graph context, Graph step) implements AutoCloseable {

    /** Opens the sessions of a block, counted from 0. */
    static LayerBlock open(Bundle bundle, EngineOptions engine, int block) {
        Graph context = bundle.graph(function("context", block), engine);
        try {
            return new LayerBlock(context, bundle.graph(function("step", block), engine));
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /** The name of a block's function in the manifest: {@code step}, {@code step-2}, ... */
    static String function(String name, int block) {
        return block == 0 ? name : name + "-" + (block + 1);
    }

    @Override
    public void close() {
        context.close();
        step.close();
    }
}
