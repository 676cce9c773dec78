package io.winnow.cli.tokenize;

import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Failure;
import io.winnow.decode.PictureSize;
import io.winnow.decode.process.DecodeEvent;
import io.winnow.decode.process.DecodeInput;
import io.winnow.decode.process.DecodeRequest;
import io.winnow.decode.process.DecodeSession;
import io.winnow.decode.process.DecoderPool;
import io.winnow.decode.process.DecoderStartException;
import io.winnow.decode.process.PoolOptions;
import io.winnow.decode.process.ResumePoint;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Makes of single files what a pipeline of the same options would: decoded in a process of its own, with the same tokens under the same compute digest, in no run. */
public final class FileTokenizer implements AutoCloseable {
    private static final String NO_RUN = "";

    private final DecoderPool pool;
    private final Tokenizer tokenizer;
    private final ResolvedPipeline pipeline;
    private final Bundle bundle;
    private final PictureSize size;
    private final double framesPerSecond;
    private final StageContext context;

    private FileTokenizer(
            DecoderPool pool,
            Tokenizer tokenizer,
            ResolvedPipeline pipeline,
            PictureSize size,
            double framesPerSecond) {
        this.pool = pool;
        this.tokenizer = tokenizer;
        this.pipeline = pipeline;
        this.bundle = pipeline.bundles().tokenizer().orElseThrow();
        this.size = size;
        this.framesPerSecond = framesPerSecond;
        this.context = pipeline.context(Stage.TOKENIZE, NO_RUN);
    }

    /** Whoever takes a file's frames, each of which it releases or hands on. */
    @FunctionalInterface
    public interface Taker {
        /** Whether another frame is wanted. */
        boolean take(FileFrame frame);
    }

    /**
     * Opens it.
     *
     * @param settings of the pipeline, each {@code KEY=VALUE}
     * @param framesPerSecond that are taken of a clip
     * @throws io.winnow.jobs.definition.DefinitionException where they do not fit the bundle
     * @throws CommandFailure where no decoder can be started
     */
    public static FileTokenizer open(List<String> settings, double framesPerSecond) {
        List<String> all = new ArrayList<>(List.of("stages=tokenize", "decode.policy=fps(" + framesPerSecond + ")"));
        all.addAll(settings);
        PipelineDefinition definition =
                PipelineDefinition.forSources("file", PipelineDefinition.named(List.of("file")), all);
        ResolvedPipeline pipeline = new Resolver().resolve(definition);
        Bundle bundle = pipeline.bundles().tokenizer().orElseThrow();
        PictureSize size = FrameSizes.of(definition.tokenize(), bundle.manifest());
        DecoderPool pool = pool(size);
        try {
            Tokenizer tokenizer = Tokenizers.open(definition.tokenize(), bundle, EngineOptions.defaults());
            return new FileTokenizer(pool, tokenizer, pipeline, size, framesPerSecond);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static DecoderPool pool(PictureSize size) {
        try {
            return DecoderPool.open(PoolOptions.of(size));
        } catch (DecoderStartException e) {
            throw new CommandFailure(
                    new Failure(
                            "DECODER_START",
                            ExitStatus.UNREACHABLE,
                            String.valueOf(e.getMessage()),
                            "the decoding process",
                            "winnow doctor says more."),
                    Optional.of(e));
        }
    }

    /** The bundle that makes the tokens. */
    public Bundle bundle() {
        return bundle;
    }

    /**
     * Decodes a file.
     *
     * @throws CommandFailure where it cannot be read
     */
    public void frames(Path file, Taker taker) throws InterruptedException {
        try (DecodeSession session = pool.open(request(file))) {
            while (!session.finished()) {
                DecodeEvent event = session.take();
                if (event instanceof DecodeEvent.Picture picture) {
                    if (!taker.take(new FileFrame(file.toString(), picture, size))) {
                        return;
                    }
                } else if (event instanceof DecodeEvent.Failure failure) {
                    throw CommandFailure.input(
                            failure.code().name(),
                            file + ": " + failure.what(),
                            file.toString(),
                            "Give a picture or a clip that FFmpeg can read.");
                }
            }
        }
    }

    private DecodeRequest request(Path file) {
        return new DecodeRequest(
                new DecodeInput.LocalFile(file),
                new Sampling.Fps(framesPerSecond),
                ResumePoint.START,
                size,
                pipeline.definition().decode().limits(),
                pipeline.definition().decode().threads());
    }

    /** The record of a frame, which is released. */
    public CompletableFuture<TokenRecord> record(FileFrame frame) {
        return tokenizer
                .encode(frame)
                .thenCompose(
                        encoded -> tokenizer.tokenize(List.of(encoded)).thenApply(set -> record(frame, encoded, set)));
    }

    private TokenRecord record(FileFrame frame, EncodedFrame encoded, TokenSet set) {
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
        pool.close();
    }
}
