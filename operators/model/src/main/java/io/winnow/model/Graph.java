package io.winnow.model;

import java.util.Map;

/** One function of a bundle, ready to run. Safe for use by several threads. */
public interface Graph extends AutoCloseable {

    /** What the manifest says of it. */
    GraphSpec spec();

    /**
     * Runs the function once.
     *
     * @param inputs by the manifest's names, every one that it lists
     * @param outputs by name, of the right shape; the function writes into their buffers. Outputs not named are not returned
     * @throws ModelException when a name, type or shape does not fit the manifest, or the engine fails
     */
    default void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
        try (Binding binding = bind(inputs, outputs)) {
            binding.run();
        }
    }

    /**
     * Ties the function to tensors, for callers that run it on the same buffers again and again: nothing is allocated per call then.
     *
     * @param inputs as for {@link #run}
     * @param outputs as for {@link #run}
     */
    Binding bind(Map<String, Tensor> inputs, Map<String, Tensor> outputs);

    /** Gives up this use of the session; the last one closes it. */
    @Override
    void close();

    /** A graph on fixed tensors. For one thread at a time; closed before its graph. */
    interface Binding extends AutoCloseable {

        /** Reads the inputs' buffers and writes the outputs'. */
        void run();

        @Override
        void close();
    }
}
