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
import io.winnow.tokenize.ClipOptions;
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

    /** The record of a frame alone, which is released. */
    public CompletableFuture<TokenRecord> record(PictureFrame frame) {
        return record(List.of(new Taken(frame, tokenizer.encode(frame))));
    }

    /**
     * All records of a file, cut where the tokenizer cuts a stream, each on its own.
     *
     * @throws io.winnow.cli.command.CommandFailure where it cannot be read
     */
    public List<TokenRecord> records(Path file) throws InterruptedException {
        Clips clips = new Clips(tokenizer.clip());
        frames(file, clips);
        return clips.records();
    }

    /** Cuts a file's frames into clips, and has each made a record as soon as it is whole. */
    private final class Clips implements FileFrames.Taker {
        private final ClipOptions options;
        private final List<CompletableFuture<TokenRecord>> made = new ArrayList<>();
        private final List<Taken> open = new ArrayList<>();
        private long originMicros;
        private long index;

        Clips(ClipOptions options) {
            this.options = options;
        }

        @Override
        public boolean take(PictureFrame frame) {
            long start = frame.span().startMicros();
            if (made.isEmpty() && open.isEmpty()) {
                originMicros = start;
            }
            long own = options.index(originMicros, start);
            if (open.size() == options.frames() || own != index) {
                close();
            }
            index = own;
            open.add(new Taken(frame, tokenizer.encode(frame)));
            return true;
        }

        private void close() {
            if (!open.isEmpty()) {
                made.add(record(List.copyOf(open)));
                open.clear();
            }
        }

        List<TokenRecord> records() {
            close();
            return made.stream().map(CompletableFuture::join).toList();
        }
    }

    /** A frame whose pixels are given back. */
    private record Taken(PictureFrame frame, CompletableFuture<EncodedFrame> encoded) {}

    private CompletableFuture<TokenRecord> record(List<Taken> clip) {
        return CompletableFuture.allOf(clip.stream().map(Taken::encoded).toArray(CompletableFuture<?>[]::new))
                .thenCompose(all -> {
                    List<EncodedFrame> encoded =
                            clip.stream().map(taken -> taken.encoded().join()).toList();
                    List<PictureFrame> frames = clip.stream().map(Taken::frame).toList();
                    return tokenizer.tokenize(encoded).thenApply(set -> record(frames, encoded, set));
                });
    }

    private TokenRecord record(List<PictureFrame> frames, List<EncodedFrame> encoded, TokenSet set) {
        PictureFrame frame = frames.get(0);
        return new TokenRecord(
                new Origin(NO_RUN, context.stage(), frame.stream(), frame.epoch(), frame.seq()),
                RecordIds.token(NO_RUN, context.computeDigest(), frame.stream(), frame.epoch(), frame.seq()),
                context.computeDigest(),
                bundle.ref(),
                frames.stream().map(PictureFrame::span).reduce(Span::union).orElseThrow(),
                frame.seq(),
                frames.stream().map(PictureFrame::span).toList(),
                set.axis(),
                set.grid(),
                set.tokens(),
                set.positions(),
                set.pivot(),
                set.map(),
                frames.stream()
                        .mapToLong(each -> (long) each.sourceWidth() * each.sourceHeight())
                        .sum(),
                new Timings(
                        frames.stream().mapToLong(PictureFrame::decodeMicros).sum(),
                        set.micros()
                                + encoded.stream()
                                        .mapToLong(EncodedFrame::micros)
                                        .sum(),
                        0),
                frames.get(frames.size() - 1).ingestMillis());
    }

    @Override
    public void close() {
        tokenizer.close();
        frames.close();
    }
}
