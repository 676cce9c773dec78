package io.winnow.cli.tokenize;

import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.models.TokenizerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How commands on single files are told which tokenizer to use, and what to ask of it. */
public final class TokenizerOptions {
    @Option(
            names = "--size",
            paramLabel = "N",
            description = "Edge in pixels of the squares that frames become; one of the bundle's.")
    private Optional<Integer> edge = Optional.empty();

    @Option(
            names = "--quality",
            paramLabel = "Q",
            description =
                    "Of bundles of KARL: error that a picture may have, as the mean difference of a colour from 0 to 1, such as 0.05; a larger one takes fewer tokens.")
    private Optional<String> quality = Optional.empty();

    @Option(
            names = "--fps",
            paramLabel = "N",
            defaultValue = "2",
            description = "Frames of a clip that are taken each second. Default: ${DEFAULT-VALUE}.")
    private double framesPerSecond;

    /**
     * What they mean for a pipeline, each {@code KEY=VALUE}.
     *
     * @param tokenizer name or folder of the bundle
     */
    public List<String> settings(String tokenizer) {
        List<String> settings = new ArrayList<>(TokenizerSettings.of(tokenizer));
        edge.ifPresent(value -> settings.add("tokenize.size=" + value));
        quality.ifPresent(value -> settings.add("tokenize.quality=" + value));
        return settings;
    }

    /** Frames of a clip that are taken each second. */
    public double framesPerSecond() {
        if (!(framesPerSecond > 0 && framesPerSecond <= 1_000)) {
            throw CommandFailure.usage(
                    "BAD_RATE", "no frame would be taken", "--fps " + framesPerSecond, "Give a number above 0.");
        }
        return framesPerSecond;
    }
}
