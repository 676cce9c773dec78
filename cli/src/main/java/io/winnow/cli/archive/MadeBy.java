package io.winnow.cli.archive;

import io.winnow.archive.Computation;
import io.winnow.archive.KeptTokens;
import io.winnow.cli.models.TokenizerSettings;
import io.winnow.jobs.archive.ResolvedArchive;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that says which bundle made an archive. */
final class MadeBy {
    @Option(
            names = "--tokenizer",
            paramLabel = "T",
            description = "The bundle that made the archive, where it is not among the installation's.")
    private Optional<String> tokenizer = Optional.empty();

    /** Name of a bundle that rows tell as {@code name@digest12}. */
    static String name(String tokenizer) {
        return tokenizer.replaceFirst("@.*", "");
    }

    /** The bundle that is named, if one is. */
    Optional<String> named() {
        return tokenizer;
    }

    /**
     * How the tokens were made.
     *
     * @param settings that decide no tokens, each {@code KEY=VALUE}
     */
    ResolvedArchive of(KeptTokens kept, List<String> settings) throws IOException {
        Computation computation = kept.computation();
        String bundle = tokenizer.orElseGet(() -> name(computation.tokenizer()));
        return ResolvedArchive.again(computation, TokenizerSettings.of(bundle), kept.sources(), settings);
    }
}
