package io.winnow.jobs;

import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.run.Flink;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.jobs.run.StoredRun;
import io.winnow.model.Bundle;
import io.winnow.model.EngineKind;
import io.winnow.model.EngineOptions;
import io.winnow.model.EngineTrials;
import io.winnow.model.ModelException;
import io.winnow.read.ReaderProbe;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine that a run's reader is computed in. Decided once, when the run begins: what the pipeline names, or else the fastest where it will compute. A run that is resumed keeps its engine, whatever
 * would be the fastest now, so that its answers stay of one kind.
 *
 * @param pipeline with the engine named
 * @param run with the engine recorded
 */
record ReaderEngine(ResolvedPipeline pipeline, StoredRun run) {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderEngine.class);
    /** A process stays on its machine: runs that follow one another there, such as those that an evaluation compares, are computed in one engine. */
    private static final Map<Tried, EngineTrials> HERE = new ConcurrentHashMap<>();

    /** What was tried. */
    private record Tried(String bundle, EngineOptions options) {}

    /**
     * Decides for a run on a cluster.
     *
     * @throws PipelineFailure where an engine cannot be tried, or that which is named is not installed
     */
    static ReaderEngine decide(ResolvedPipeline pipeline, StoredRun run, Flink flink) {
        return flink.jar(pipeline.definition().flink()).isEmpty()
                ? decide(pipeline, run)
                : decide(pipeline, run, (bundle, definition) -> new ProbeJob(flink, definition).run(bundle));
    }

    /** Decides for a run in the process that computes it, or on a machine like it. */
    static ReaderEngine decide(ResolvedPipeline pipeline, StoredRun run) {
        EngineKind named = pipeline.definition().engine().reader();
        named.missing().filter(why -> pipeline.definition().readsTokens()).ifPresent(why -> {
            throw new PipelineFailure(
                    "NO_ENGINE",
                    4,
                    "the reader cannot be computed in " + named.word() + " here: " + why,
                    pipeline.definition().where("engine.reader"),
                    "Choose another engine.reader; auto takes the fastest of those that are installed.",
                    new IllegalStateException(why));
        });
        return decide(pipeline, run, ReaderEngine::tryHere);
    }

    static ReaderEngine decide(
            ResolvedPipeline pipeline, StoredRun run, BiFunction<Bundle, PipelineDefinition, EngineTrials> probe) {
        Optional<Bundle> reader =
                pipeline.definition().readsTokens() ? pipeline.bundles().reader() : Optional.empty();
        EngineKind named = pipeline.definition().engine().reader();
        EngineKind kind = named != EngineKind.AUTO
                ? named
                : reader.map(bundle -> recorded(run).orElseGet(() -> tried(bundle, pipeline.definition(), probe)))
                        .orElse(EngineKind.ONNX_FP32);
        return new ReaderEngine(
                named == kind ? pipeline : pipeline.withReaderEngine(kind),
                reader.isPresent() ? run.withEngine(kind.word()) : run);
    }

    private static Optional<EngineKind> recorded(StoredRun run) {
        return Arrays.stream(EngineKind.values())
                .filter(kind -> kind.word().equals(run.engine()))
                .findFirst();
    }

    private static EngineKind tried(
            Bundle bundle, PipelineDefinition definition, BiFunction<Bundle, PipelineDefinition, EngineTrials> probe) {
        EngineTrials trials = probe.apply(bundle, definition);
        LOG.info(
                "The reader {} is computed in {}: {}.",
                bundle.ref(),
                trials.best().word(),
                trials);
        return trials.best();
    }

    private static EngineTrials tryHere(Bundle bundle, PipelineDefinition definition) {
        try {
            return HERE.computeIfAbsent(
                    new Tried(bundle.digest(), definition.engine()), tried -> ReaderProbe.run(bundle, tried.options()));
        } catch (ModelException e) {
            throw new PipelineFailure(
                    "NO_ENGINE",
                    3,
                    String.valueOf(e.getMessage()),
                    bundle.folder().toString(),
                    "Name an engine with engine.reader; winnow models verify says more.",
                    e);
        }
    }
}
