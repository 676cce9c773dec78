package io.winnow.decode.sources;

import java.util.Objects;

/**
 * What can be known to be wrong with a source before it is read.
 *
 * @param code stable
 * @param exit status that the command ends with: 2, 3 or 4
 * @param what is wrong, a sentence
 * @param where the address, without credentials
 * @param hint what to do
 */
public record SourceProblem(String code, int exit, String what, String where, String hint) {
    public SourceProblem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(hint, "hint");
    }
}
