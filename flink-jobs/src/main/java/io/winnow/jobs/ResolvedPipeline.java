package io.winnow.jobs;

import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.jobs.run.MemoryPlan;
import io.winnow.model.EngineKind;
import io.winnow.prune.Keep;
import io.winnow.records.StageContext;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pipeline whose bundles have been opened and whose choices have been made.
 *
 * @param definition as it was written
 * @param bundles that it computes with
 * @param computeDigests of each stage, each covering the stages before it too
 * @param memory that native code takes
 * @param canonical every value that a resumed run must share, by its key
 */
public record ResolvedPipeline(
        PipelineDefinition definition,
        UsedBundles bundles,
        Map<Stage, String> computeDigests,
        MemoryPlan memory,
        SortedMap<String, String> canonical) {
    public ResolvedPipeline {
        computeDigests = Map.copyOf(computeDigests);
        canonical = new TreeMap<>(canonical);
    }

    /** Digest of the canonical form; a run is resumed only under the same. */
    public String digest() {
        return Digests.of(canonical);
    }

    /** A digest of each of these values, and of which features the reader reads: what a run has changed in is named by them. */
    public SortedMap<String, String> parts() {
        SortedMap<String, String> values = new TreeMap<>(canonical);
        bundles.reader()
                .flatMap(reader -> reader.manifest().codebook())
                .ifPresent(codebook -> values.put(RunChange.FEATURES, codebook.features()));
        return Digests.each(values);
    }

    /** What a stage must know of a run of this pipeline. */
    public StageContext context(Stage stage, String run) {
        String digest =
                Objects.requireNonNull(computeDigests.get(stage), () -> "the pipeline has no stage " + stage.word());
        return new StageContext(run, definition.name(), stage.word(), digest);
    }

    /** The same with the reader in an engine: other records, but the same run, since a run keeps the engine that was chosen when it began. */
    ResolvedPipeline withReaderEngine(EngineKind kind) {
        return decided(definition.withReaderEngine(kind));
    }

    /** The same keeping so much: other windows, but the same run, since a run keeps what was found when it began. */
    ResolvedPipeline withKeep(Keep much) {
        return decided(definition.withKeep(much));
    }

    private ResolvedPipeline decided(PipelineDefinition decided) {
        return new ResolvedPipeline(
                decided, bundles, new Canonical(decided, bundles).computeDigests(), memory, canonical);
    }

    /** The same with another broker. What is computed and where it stands do not depend on it. */
    public ResolvedPipeline withBootstrap(String servers) {
        return new ResolvedPipeline(definition.withBootstrap(servers), bundles, computeDigests, memory, canonical);
    }
}
