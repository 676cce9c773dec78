package io.winnow.cli.tokenize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How commands that make tokens to keep or show are told which bundle makes them, and how many. */
public final class TokenizerChoice {
    @Option(
            names = "--tokenizer",
            paramLabel = "T",
            defaultValue = "lite0-cells",
            description = "The tokenizer's bundle. Default: ${DEFAULT-VALUE}.")
    private String tokenizer = "lite0-cells";

    @Option(
            names = "--tokens",
            paramLabel = "K",
            description = "Of bundles of One-D-Piece and KARL: most tokens of a frame.")
    private Optional<String> tokens = Optional.empty();

    @Mixin
    private TokenizerOptions options = new TokenizerOptions();

    /** What they mean for a pipeline, each {@code KEY=VALUE}. */
    public List<String> settings() {
        List<String> settings = new ArrayList<>(options.settings(tokenizer));
        tokens.ifPresent(most -> settings.add("tokenize.tokens=" + most));
        return settings;
    }

    /** Frames of a clip that are taken each second. */
    public double framesPerSecond() {
        return options.framesPerSecond();
    }
}
