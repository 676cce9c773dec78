package io.winnow.cli.ask;

import io.winnow.cli.models.TokenizerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that put a line together themselves. */
public final class LineOptions {
    @Option(names = "--tokenizer", paramLabel = "T", description = "Bundle that makes tokens.")
    private Optional<String> tokenizer = Optional.empty();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    /** What they mean for the pipeline. */
    public List<String> overrides() {
        List<String> overrides = new ArrayList<>();
        tokenizer.ifPresent(value -> overrides.addAll(TokenizerSettings.of(value)));
        overrides.addAll(reading.overrides());
        return overrides;
    }
}
