package io.winnow.prune;

import io.winnow.records.BundleRef;
import java.util.Optional;

/** Which tokenizers' records a reader can read. */
@FunctionalInterface
public interface Tokenizers {

    /** Why it cannot read those of this one; empty if it can. */
    Optional<Refusal> problem(BundleRef tokenizer);
}
