package io.winnow.archive;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** Tokens that were made in one way and lie in an archive, however they came there. */
public sealed interface KeptTokens permits ComputedTokens, RunTokens {

    /** Where they lie, for people. */
    String address();

    /** How they were made. */
    Computation computation() throws IOException;

    /** Addresses of what they were made of. */
    List<String> sources();

    /** Whether they are of a live pipeline: their paths are streams, also those with one frame. */
    boolean ofStreams();

    /** How much there is. */
    Progress progress() throws IOException;

    /**
     * The rows that count, by path and then in their order.
     *
     * @param paths that are wanted
     * @param rows of those, the ones that are wanted
     */
    List<Row> rows(Predicate<String> paths, Predicate<Row> rows) throws IOException;
}
