package io.winnow.prune;

/** The pruners. Each ranks what it keeps, so that a smaller budget keeps the first of the same ranks. */
public enum PrunerKind {
    /** ToDRE's first stage: tokens that differ most from those already picked, by the chosen rule. */
    TODRE,
    /** Temporal similarity: tokens that differ most from the same cell a frame before. */
    TEMPORAL,
    /** Tokens spread evenly over the window, whatever they show. */
    UNIFORM,
    /** Tokens drawn by chance, the same for the same records. */
    RANDOM,
    /** The first tokens of each record, for tokenizers whose tokens refine one another. */
    PREFIX,
    /** Every token. */
    KEEP_ALL;

    /** Whether it must know the codes of the reader that the tokens are for; the first tokens are the first whatever they stand for. */
    public boolean needsReader() {
        return this != PREFIX;
    }
}
