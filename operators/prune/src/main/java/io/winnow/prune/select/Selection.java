package io.winnow.prune.select;

/** Chooses the tokens that are kept. Selection is nested: a smaller budget gives the first picks of a larger one. */
public interface Selection {

    /**
     * Chooses.
     *
     * @return {@code [min(budget, tokens)]} distinct indices in {@code [0, tokens)}, in the order of the pick
     */
    int[] pick(Choice choice);
}
