package io.winnow.jobs.definition;

import java.util.Optional;

/** The stages that a pipeline can have, in the order of the line. Decoding belongs to {@link #TOKENIZE}: the two are always one task. */
public enum Stage {
    TOKENIZE,
    PRUNE,
    READ;

    /** The stage that reads what this one makes. */
    public Optional<Stage> next() {
        return switch (this) {
            case TOKENIZE -> Optional.of(PRUNE);
            case PRUNE -> Optional.of(READ);
            case READ -> Optional.empty();
        };
    }

    /** The stage whose records this one reads. */
    public Optional<Stage> previous() {
        return switch (this) {
            case TOKENIZE -> Optional.empty();
            case PRUNE -> Optional.of(TOKENIZE);
            case READ -> Optional.of(PRUNE);
        };
    }

    /** Its word, as in keys, origins and metrics. */
    public String word() {
        return ValueType.spelled(this);
    }
}
