package io.winnow.jobs;

import io.winnow.decode.SourceAddress;
import io.winnow.decode.flink.VideoSource;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.model.Bundle;
import io.winnow.prune.flink.PruneOperatorFactory;
import io.winnow.read.flink.ReadOperatorFactory;
import io.winnow.records.Forgettings;
import io.winnow.records.StageContext;
import io.winnow.tokenize.flink.TokenizeOperatorFactory;
import java.util.Optional;

/** Makes a pipeline's operators of its options and bundles. */
final class Stages {
    private final PipelineDefinition definition;
    private final UsedBundles bundles;
    private final Forgettings forgettings;

    Stages(ResolvedPipeline pipeline, Forgettings forgettings) {
        this.definition = pipeline.definition();
        this.bundles = pipeline.bundles();
        this.forgettings = forgettings;
    }

    /** The decoder: frames of the size that the tokenizer takes. */
    VideoSource source(StageContext context) {
        return new VideoSource(
                definition.sources().stream()
                        .map(source -> new SourceAddress(source.id(), source.address(), source.policy()))
                        .toList(),
                definition.decode(),
                FrameSizes.of(definition.tokenize(), tokenizer().manifest()),
                context);
    }

    /** Decoding is done for the tokenizer, and what it says bears its own name. */
    static StageContext decode(StageContext tokenize) {
        return new StageContext(tokenize.run(), tokenize.pipeline(), "decode", tokenize.computeDigest());
    }

    TokenizeOperatorFactory tokenize(StageContext context) {
        TokenizeOperatorFactory factory = new TokenizeOperatorFactory(
                        definition.tokenize(), tokenizer().folder().toString(), definition.engine(), context)
                .withForgettings(forgettings);
        if (definition.readerLooks()) {
            return factory.withPreviews(definition.previews());
        }
        return definition.pageLooks() ? factory.withWatchedPreviews(definition.previews()) : factory;
    }

    PruneOperatorFactory prune(StageContext context) {
        return new PruneOperatorFactory(
                        definition.prune(), definition.needsReader() ? reader() : "", definition.engine(), context)
                .withForgettings(forgettings);
    }

    ReadOperatorFactory read(StageContext context, Optional<Replay> replay) {
        ReadOperatorFactory factory = new ReadOperatorFactory(
                        definition.read(),
                        definition.vision(),
                        definition.previews().every(),
                        reader(),
                        definition.engine(),
                        context)
                .withForgettings(forgettings);
        return replay.map(it -> factory.withReplayed(it.asked())).orElse(factory);
    }

    private Bundle tokenizer() {
        return opened(bundles.tokenizer());
    }

    private String reader() {
        return opened(bundles.reader()).folder().toString();
    }

    private static Bundle opened(Optional<Bundle> bundle) {
        return bundle.orElseThrow(
                () -> new IllegalStateException("no bundle was opened for a stage that computes with it"));
    }
}
