package io.winnow.cli.archive;

import io.winnow.archive.Archive;
import io.winnow.archive.ArchiveSettings;
import io.winnow.archive.Computation;
import io.winnow.cli.models.TokenizerSettings;
import io.winnow.jobs.archive.ResolvedArchive;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of commands that make tokens of an archive as they were made. */
final class MadeAgain {
    @Option(
            names = "--tokenizer",
            paramLabel = "T",
            description = "The bundle that made the archive, where it is not among the installation's.")
    private Optional<String> tokenizer = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any option of a pipeline that decides no tokens, such as a limit. May be repeated.")
    private List<String> settings = List.of();

    /** How the tokens of the archive's last computation were made. */
    ResolvedArchive of(Archive archive) throws IOException {
        ArchiveSettings made = archive.required();
        Computation computation = archive.computation(made.compute());
        String bundle = tokenizer.orElseGet(() -> computation.tokenizer().replaceFirst("@.*", ""));
        return ResolvedArchive.again(computation, TokenizerSettings.of(bundle), made.sources(), settings);
    }
}
