package io.winnow.jobs;

import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.jobs.keep.KeepTrial;
import io.winnow.jobs.keep.SampledStream;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.jobs.run.StoredRun;
import io.winnow.model.ModelException;
import io.winnow.prune.Keep;
import io.winnow.prune.KeepTrials;
import io.winnow.prune.PrunerKind;
import io.winnow.records.StageContext;
import io.winnow.records.TokenRecord;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much a run's pruner keeps, where the pipeline leaves it to be found. Decided once, when the run begins, and recorded: a run that is resumed keeps what it was, whatever a sample would give now, so that
 * its windows stay of one kind. It is part of the compute digest like a share that is named.
 *
 * @param pipeline with the share found
 * @param run with the trials recorded
 */
record KeepChoice(ResolvedPipeline pipeline, StoredRun run) {
    private static final Logger LOG = LoggerFactory.getLogger(KeepChoice.class);

    /** Tries how little can be kept. */
    @FunctionalInterface
    interface Trial {
        KeepTrials run() throws InterruptedException;
    }

    /**
     * Decides for a run, and tells its listener.
     *
     * @throws PipelineFailure where a sample cannot be read, or the reader not be computed here
     * @throws io.winnow.jobs.definition.DefinitionException where there is nothing to try on
     */
    static KeepChoice decide(ResolvedPipeline pipeline, StoredRun run, StartOptions options)
            throws InterruptedException {
        KeepChoice choice = decide(pipeline, run, () -> tried(pipeline, run, options));
        choice.run().trials().ifPresent(options.listener()::found);
        return choice;
    }

    static KeepChoice decide(ResolvedPipeline pipeline, StoredRun run, Trial trial) throws InterruptedException {
        PipelineDefinition definition = pipeline.definition();
        boolean asked = definition.has(Stage.PRUNE)
                && definition.prune().pruner() != PrunerKind.KEEP_ALL
                && definition.prune().keep() instanceof Keep.Auto;
        if (!asked) {
            return new KeepChoice(pipeline, run);
        }
        KeepTrials trials = run.trials().isPresent() ? run.trials().get() : trial.run();
        return new KeepChoice(pipeline.withKeep(new Keep.Found(trials)), run.withTrials(trials));
    }

    private static KeepTrials tried(ResolvedPipeline pipeline, StoredRun run, StartOptions options)
            throws InterruptedException {
        List<SampledStream> given = given(pipeline, run, SampledStream.some(options.tokens()));
        try {
            KeepTrials trials = KeepTrial.run(pipeline, run.id(), given, options.questions());
            LOG.info("prune.keep of {} is {}.", pipeline.definition().name(), trials);
            return trials;
        } catch (ModelException e) {
            throw new PipelineFailure(
                    "NO_SAMPLE",
                    4,
                    "how little can be kept could not be tried: " + e.getMessage(),
                    pipeline.definition().where("prune.keep"),
                    "Name what is kept, such as prune.keep: 0.25.",
                    e);
        }
    }

    private static List<SampledStream> given(ResolvedPipeline pipeline, StoredRun run, List<GivenStream> streams) {
        StageContext tokenize = pipeline.context(Stage.TOKENIZE, run.id());
        return streams.stream()
                .map(stream -> SampledStream.beginning(
                        stream.stream(),
                        GivenTokens.elements(stream, tokenize).stream()
                                .filter(TokenRecord.class::isInstance)
                                .map(TokenRecord.class::cast)
                                .toList(),
                        streams.size()))
                .toList();
    }
}
