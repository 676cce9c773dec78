package io.winnow.cli.command;

import io.winnow.jobs.Preflight;
import java.util.Optional;

/** Ends a command for what a look before the run has found. */
public final class Refused {
    private Refused() {}

    /**
     * Refuses for a finding, with its exit status.
     *
     * @throws CommandFailure where there is one
     */
    public static void ifAny(Optional<Preflight.Finding> finding) {
        finding.ifPresent(it -> {
            throw new CommandFailure(new Failure(it.code(), it.exit(), it.what(), it.where(), it.hint()));
        });
    }
}
