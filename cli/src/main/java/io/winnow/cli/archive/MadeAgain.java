package io.winnow.cli.archive;

import io.winnow.archive.KeptTokens;
import io.winnow.jobs.archive.ResolvedArchive;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that make tokens of an archive as they were made. */
final class MadeAgain {
    @Mixin
    private MadeBy by = new MadeBy();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any option of a pipeline that decides no tokens, such as a limit. May be repeated.")
    private List<String> settings = List.of();

    /** How the tokens were made. */
    ResolvedArchive of(KeptTokens kept) throws IOException {
        return by.of(kept, settings);
    }
}
