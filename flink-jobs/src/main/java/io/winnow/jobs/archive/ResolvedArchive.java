package io.winnow.jobs.archive;

import io.winnow.archive.ArchiveException;
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
 * @param measure whether rows state how far pictures of tokens are off
 */
public record ResolvedArchive(
        PipelineDefinition definition, Bundle bundle, Computation computation, MemoryPlan memory, boolean measure) {
    private static final String PARALLELISM = "flink.parallelism";

    /**
     * Decides.
     *
     * @param sources addresses of the originals, which messages name
     * @param settings options of a pipeline, each {@code KEY=VALUE}
     * @param measure whether rows state how far pictures of tokens are off
     */
    public static ResolvedArchive of(List<String> sources, List<String> settings, boolean measure) {
        List<String> all = new ArrayList<>(List.of("stages=tokenize", "edges.tokens=kafka"));
        all.addAll(settings);
        PipelineDefinition definition =
                PipelineDefinition.forSources("archive", PipelineDefinition.named(sources), all);
        ResolvedPipeline resolved = new Resolver().resolve(definition);
        Bundle bundle = resolved.bundles().tokenizer().orElseThrow();
        return new ResolvedArchive(
                definition, bundle, Computations.of(definition, bundle, measure), resolved.memory(), measure);
    }

    /**
     * Decides as it was decided before.
     *
     * @param made the computation to do again
     * @param bundle settings that name the tokenizer's bundle
     * @param more settings, of which only those can differ that do not decide tokens
     * @throws ArchiveException where the tokens would be others
     */
    public static ResolvedArchive again(
            Computation made, List<String> bundle, List<String> sources, List<String> more) {
        List<String> settings = new ArrayList<>(bundle);
        settings.addAll(Computations.settings(made));
        settings.addAll(more);
        ResolvedArchive resolved = of(sources, settings, Computations.measures(made));
        if (!resolved.computation().digest().equals(made.digest())) {
            throw new ArchiveException(
                    "OTHER_COMPUTATION",
                    "the archive's tokens were made by " + made.tokenizer() + ", and "
                            + resolved.computation().tokenizer() + " or the options given make others",
                    resolved.bundle().folder().toString(),
                    "Name the bundle that made it with --tokenizer, or make it anew with winnow archive tokenize.");
        }
        return resolved;
    }

    /** What the job needs to know. */
    public ArchiveOptions options(String place) {
        return new ArchiveOptions(
                place,
                computation.digest(),
                bundle.folder().toString(),
                definition.decode(),
                definition.tokenize(),
                definition.engine(),
                measure);
    }

    /** Tasks at once: as many as were asked for, else one a core of this machine. */
    public int parallelism() {
        return definition.places().containsKey(PARALLELISM)
                ? definition.flink().parallelism()
                : Runtime.getRuntime().availableProcessors();
    }
}
