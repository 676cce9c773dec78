package io.winnow.model;

import java.util.Map;

/** One function of a bundle, ready to run. Safe for use by several threads. */
public interface Graph extends AutoCloseable {

    /**
     * Runs the function.
     *
     * @param inputs by the manifest's names, every one that it lists
     * @param outputs by name, of the right shape; the function writes into their buffers. Outputs not named are not returned
     * @throws ModelException when a name, type or shape does not fit the manifest, or the engine fails
     */
    void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs);

    /** Gives up this use of the session; the last one closes it. */
    @Override
    void close();
}
