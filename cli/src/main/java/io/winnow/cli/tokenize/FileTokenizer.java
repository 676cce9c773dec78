package io.winnow.cli.tokenize;

import io.winnow.decode.PictureFrame;
import io.winnow.decode.process.Sampling;
import io.winnow.jobs.FrameSizes;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.records.Origin;
import io.winnow.records.RecordIds;
import io.winnow.records.Span;
import io.winnow.records.StageContext;
import io.winnow.records.Timings;
import io.winnow.records.TokenRecord;
import io.winnow.tokenize.EncodedFrame;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.Tokenizers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Makes of single files what a pipeline of the same options would: the same tokens under the same compute digest, in no run. */
public final class FileTokenizer implements AutoCloseable {
    private static final String NO_RUN = "";

    private final FileFrames frames;
    private final Tokenizer tokenizer;
    private final Bundle bundle;
    private final Sampling sampling;
    private final StageContext context;

    private FileTokenizer(FileFrames frames, Tokenizer tokenizer, ResolvedPipeline pipeline, Sampling sampling) {
        this.frames = frames;
        this.tokenizer = tokenizer;
        this.bundle = pipeline.bundles().tokenizer().orElseThrow();
        this.sampling = sampling;
        this.context = pipeline.context(Stage.TOKENIZE, NO_RUN);
    }

    /**
     * Opens it.
     *
     * @param settings of the pipeline, each {@code KEY=VALUE}
     * @param framesPerSecond that are taken of a clip
     * @throws io.winnow.jobs.definition.DefinitionException where they do not fit the bundle
     * @throws io.winnow.cli.command.CommandFailure where no decoder can be started
     */
    public static FileTokenizer open(List<String> settings, double framesPerSecond) {
        List<String> all = new ArrayList<>(List.of("stages=tokenize", "decode.policy=fps(" + framesPerSecond + ")"));
        all.addAll(settings);
        PipelineDefinition definition =
                PipelineDefinition.forSources("file", PipelineDefinition.named(List.of("file")), all);
        ResolvedPipeline pipeline = new Resolver().resolve(definition);
        Bundle bundle = pipeline.bundles().tokenizer().orElseThrow();
        FileFrames frames =
                FileFrames.open(definition.decode(), FrameSizes.of(definition.tokenize(), bundle.manifest()));
        try {
            Tokenizer tokenizer = Tokenizers.open(definition.tokenize(), bundle, EngineOptions.defaults());
            return new FileTokenizer(frames, tokenizer, pipeline, new Sampling.Fps(framesPerSecond));
        } catch (RuntimeException e) {
            frames.close();
            throw e;
        }
    }

    /** The bundle that makes the tokens. */
    public Bundle bundle() {
        return bundle;
    }

    /**
     * Decodes a file.
     *
     * @throws io.winnow.cli.command.CommandFailure where it cannot be read
     */
    public void frames(Path file, FileFrames.Taker taker) throws InterruptedException {
        frames.each(file, sampling, taker);
    }

    /** The record of a frame, which is released. */
    public CompletableFuture<TokenRecord> record(PictureFrame frame) {
        return tokenizer
                .encode(frame)
                .thenCompose(
                        encoded -> tokenizer.tokenize(List.of(encoded)).thenApply(set -> record(frame, encoded, set)));
    }

    private TokenRecord record(PictureFrame frame, EncodedFrame encoded, TokenSet set) {
        Span span = frame.span();
        return new TokenRecord(
                new Origin(NO_RUN, context.stage(), frame.stream(), frame.epoch(), frame.seq()),
                RecordIds.token(NO_RUN, context.computeDigest(), frame.stream(), frame.epoch(), frame.seq()),
                context.computeDigest(),
                bundle.ref(),
                span,
                frame.seq(),
                List.of(span),
                set.axis(),
                set.grid(),
                set.tokens(),
                set.positions(),
                set.pivot(),
                set.map(),
                (long) frame.sourceWidth() * frame.sourceHeight(),
                new Timings(frame.decodeMicros(), set.micros() + encoded.micros(), 0),
                frame.ingestMillis());
    }

    @Override
    public void close() {
        tokenizer.close();
        frames.close();
    }
}
