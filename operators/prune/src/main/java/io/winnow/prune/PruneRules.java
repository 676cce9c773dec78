package io.winnow.prune;

import io.winnow.records.Axis;
import java.util.Optional;

/** Which pruners fit which tokens, for whoever checks a pipeline before it starts, and for the operator that meets the records. */
public final class PruneRules {
    private PruneRules() {}

    /** What is wrong with pruning tokens that are ordered along this axis with these options, as a sentence; empty if nothing. */
    public static Optional<String> problem(Axis axis, PruneOptions options) {
        PrunerKind pruner = options.pruner();
        boolean ofPrefixes = pruner == PrunerKind.PREFIX;
        if (pruner == PrunerKind.KEEP_ALL || ofPrefixes == (axis == Axis.PREFIX)) {
            return Optional.empty();
        }
        return Optional.of(
                ofPrefixes
                        ? "the pruner prefix is for tokens that refine one another, and these stand for "
                                + (axis == Axis.SPATIAL ? "cells" : "clusters")
                                + ": choose todre, temporal, uniform, random or keep-all"
                        : "tokens that refine one another can only be cut to a shorter prefix: set prune.pruner to"
                                + " prefix or keep-all");
    }
}
