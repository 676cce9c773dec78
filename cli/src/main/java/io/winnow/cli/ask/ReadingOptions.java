package io.winnow.cli.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Options of commands that have tokens pruned and read. */
public final class ReadingOptions {
    private static final Set<String> READERS = Set.of("http", "cascade");

    @Option(
            names = "--keep",
            paramLabel = "R",
            description =
                    "What the pruner keeps: a share of the tokens (0.25), so many of each window (\"256 tokens\"), so"
                            + " many a second (\"500 tokens/s\"), or as little as gives the same answers (auto).")
    private Optional<String> keep = Optional.empty();

    @Option(names = "--pruner", paramLabel = "P", description = "todre, temporal, uniform, random or keep-all.")
    private Optional<String> pruner = Optional.empty();

    @Option(
            names = "--reader",
            paramLabel = "B",
            description =
                    "Bundle that reads them; or http for an endpoint that looks at pictures, or cascade for the usual bundle and"
                            + " the endpoint where that is unsure (see read.http.url).")
    private Optional<String> reader = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any option of a pipeline, as in docs/configuration.md. May be repeated.")
    private List<String> settings = List.of();

    /** What they mean for the pipeline. */
    public List<String> overrides() {
        List<String> overrides = new ArrayList<>();
        keep.ifPresent(value -> overrides.add("prune.keep=" + value));
        pruner.ifPresent(value -> overrides.add("prune.pruner=" + value));
        reader.ifPresent(value -> overrides.add((READERS.contains(value) ? "read.reader=" : "read.bundle=") + value));
        overrides.addAll(settings);
        return overrides;
    }
}
