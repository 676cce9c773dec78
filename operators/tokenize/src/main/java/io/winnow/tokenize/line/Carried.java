package io.winnow.tokenize.line;

import io.winnow.records.Tokens;
import io.winnow.tokenize.TokenSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The tokens of the last record of a stream's epoch, for tokenizers that go on from there. They may still be in the making. For one thread. */
public final class Carried {
    private CompletableFuture<Optional<Tokens.Vectors>> last;

    Carried() {
        this(Optional.empty());
    }

    /** As it was stored. */
    public Carried(Optional<Tokens.Vectors> tokens) {
        last = CompletableFuture.completedFuture(tokens);
    }

    /** Those of the last record. */
    CompletableFuture<Optional<Tokens.Vectors>> last() {
        return last;
    }

    /** From the next record on; one that fails leaves what was carried. */
    void follow(CompletableFuture<TokenSet> record) {
        last = record.handle((set, failure) -> failure == null ? set.tokens() : null)
                .thenCombine(
                        last,
                        (tokens, before) -> tokens instanceof Tokens.Vectors vectors ? Optional.of(vectors) : before);
    }

    /** At the end of an epoch. */
    void forget() {
        last = CompletableFuture.completedFuture(Optional.empty());
    }

    /** To be stored, when no record is in the making. */
    public Optional<Tokens.Vectors> tokens() {
        return last.join();
    }
}
