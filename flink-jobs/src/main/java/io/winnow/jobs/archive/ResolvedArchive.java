package io.winnow.jobs.archive;

import io.winnow.archive.Computation;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.run.MemoryPlan;
import io.winnow.model.Bundle;
import java.util.ArrayList;
import java.util.List;

/**
 * How an archive's originals are to become tokens, with the bundle opened and all options decided.
 *
 * @param definition of a line that only tokenizes
 * @param bundle of the tokenizer
 * @param computation what decides the tokens
 * @param memory that native code takes on a machine
 */
public record ResolvedArchive(
        PipelineDefinition definition, Bundle bundle, Computation computation, MemoryPlan memory) {
    private static final String PARALLELISM = "flink.parallelism";

    /**
     * Decides.
     *
     * @param sources addresses of the originals, which messages name
     * @param settings options of a pipeline, each {@code KEY=VALUE}
     */
    public static ResolvedArchive of(List<String> sources, List<String> settings) {
        List<String> all = new ArrayList<>(List.of("stages=tokenize", "edges.tokens=kafka"));
        all.addAll(settings);
        PipelineDefinition definition =
                PipelineDefinition.forSources("archive", PipelineDefinition.named(sources), all);
        ResolvedPipeline resolved = new Resolver().resolve(definition);
        Bundle bundle = resolved.bundles().tokenizer().orElseThrow();
        return new ResolvedArchive(definition, bundle, Computations.of(definition, bundle), resolved.memory());
    }

    /** What the job needs to know. */
    public ArchiveOptions options(String place) {
        return new ArchiveOptions(
                place,
                computation.digest(),
                bundle.folder().toString(),
                definition.decode(),
                definition.tokenize(),
                definition.engine());
    }

    /** Tasks at once: as many as were asked for, else one a core of this machine. */
    public int parallelism() {
        return definition.places().containsKey(PARALLELISM)
                ? definition.flink().parallelism()
                : Runtime.getRuntime().availableProcessors();
    }
}
