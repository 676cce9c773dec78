package io.winnow.jobs.keep;

import io.winnow.decode.DecodeOptions;
import io.winnow.decode.PictureSize;
import io.winnow.decode.SourceAddress;
import io.winnow.decode.process.DecoderPool;
import io.winnow.decode.process.DecoderStartException;
import io.winnow.decode.process.Decoders;
import io.winnow.decode.sources.Sources;
import io.winnow.decode.stream.FrameMeter;
import io.winnow.decode.stream.StreamInput;
import io.winnow.decode.stream.StreamOpener;
import io.winnow.decode.stream.StreamPlan;
import io.winnow.decode.stream.StreamProgress;
import io.winnow.decode.stream.StreamReading;
import io.winnow.frames.Decoded;
import io.winnow.frames.Frame;
import io.winnow.jobs.FrameSizes;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.jobs.run.PipelineFailure;
import io.winnow.model.Bundle;
import io.winnow.records.DeadLetter;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.StageContext;
import io.winnow.records.StreamEvent;
import io.winnow.records.StreamStatus;
import io.winnow.records.TokenRecord;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.Tokenizers;
import io.winnow.tokenize.line.Ledgers;
import io.winnow.tokenize.line.LineEnd;
import io.winnow.tokenize.line.LineOutput;
import io.winnow.tokenize.line.TokenLine;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Tokens of the beginnings of a pipeline's files: the records that its run will make of them. */
public final class FileSample implements AutoCloseable {
    private final PipelineDefinition definition;
    private final StageContext context;
    private final Bundle bundle;
    private final Tokenizer tokenizer;
    private final Decoders decoders;
    private final StreamOpener opener;
    private final List<DeadLetter> letters = new ArrayList<>();

    private FileSample(ResolvedPipeline pipeline, String run, Tokenizer tokenizer, Decoders decoders, Bundle bundle) {
        this.definition = pipeline.definition();
        this.context = pipeline.context(Stage.TOKENIZE, run);
        this.bundle = bundle;
        this.tokenizer = tokenizer;
        this.decoders = decoders;
        this.opener = new StreamOpener(
                decoders,
                definition.decode(),
                size(definition, bundle),
                1,
                context,
                Unheard.METER,
                InstantSource.system());
    }

    /**
     * Makes them.
     *
     * @param run whose records they are
     * @return a stream each; empty where no source is a file
     * @throws PipelineFailure where none of the files can be read
     */
    public static List<SampledStream> of(ResolvedPipeline pipeline, String run) throws InterruptedException {
        List<StreamPlan> plans = SampledStream.some(files(pipeline.definition()));
        if (plans.isEmpty()) {
            return List.of();
        }
        try (FileSample sample = open(pipeline, run)) {
            List<SampledStream> streams = new ArrayList<>();
            for (StreamPlan plan : plans) {
                SampledStream stream = sample.read(plan, plans.size());
                if (!stream.records().isEmpty()) {
                    streams.add(stream);
                }
            }
            if (streams.isEmpty()) {
                throw sample.unread();
            }
            return streams;
        }
    }

    /** What can be read twice, now and by the run. */
    private static List<StreamPlan> files(PipelineDefinition definition) {
        List<SourceAddress> sources = definition.sources().stream()
                .map(source -> new SourceAddress(source.id(), source.address(), source.policy()))
                .toList();
        return Sources.plans(sources, definition.decode().policy()).stream()
                .filter(plan ->
                        plan.input() instanceof StreamInput.Clip || plan.input() instanceof StreamInput.Pictures)
                .toList();
    }

    private static FileSample open(ResolvedPipeline pipeline, String run) {
        PipelineDefinition definition = pipeline.definition();
        Bundle bundle = pipeline.bundles()
                .tokenizer()
                .orElseThrow(() -> new IllegalStateException("a pipeline without a tokenizer has nothing to sample"));
        Tokenizer tokenizer = Tokenizers.open(definition.tokenize(), bundle, definition.engine());
        try {
            DecodeOptions decode = definition.decode();
            Decoders decoders = DecoderPool.open(decode.pool(1, size(definition, bundle)), 1);
            return new FileSample(pipeline, run, tokenizer, decoders, bundle);
        } catch (DecoderStartException e) {
            tokenizer.close();
            throw new PipelineFailure(
                    "DECODER_START",
                    4,
                    String.valueOf(e.getMessage()),
                    "the decoding process",
                    "winnow doctor says more.",
                    e);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    private static PictureSize size(PipelineDefinition definition, Bundle bundle) {
        return FrameSizes.of(definition.tokenize(), bundle.manifest());
    }

    private SampledStream read(StreamPlan plan, int streams) throws InterruptedException {
        List<TokenRecord> records = new ArrayList<>();
        Semaphore wake = new Semaphore(0);
        Ledgers ledgers = new Ledgers();
        LineEnd end = new LineEnd(
                context,
                bundle.ref(),
                ledgers,
                new Collecting(records, letters),
                InstantSource.system()::millis,
                () -> ForgottenStreams.NONE);
        TokenLine line = new TokenLine(tokenizer, ledgers, end, wake::release);
        AtomicInteger frames = new AtomicInteger();
        Consumer<Decoded> out = decoded -> {
            frames.addAndGet(decoded instanceof Frame ? 1 : 0);
            line.accept(decoded);
        };
        try (StreamReading reading = opener.open(plan, StreamProgress.NONE)) {
            while (!reading.finished() && frames.get() < SampledStream.FRAMES / streams) {
                boolean full = line.waitingFrames() >= definition.tokenize().inFlight();
                if (full || !reading.advance(out)) {
                    var unused = reading.available().thenRun(wake::release);
                    wake.acquire();
                }
                line.advance();
            }
            reading.stop("", out);
        }
        line.closeClips();
        while (!line.isEmpty()) {
            wake.acquire();
            line.advance();
        }
        return SampledStream.beginning(plan.stream(), records, streams);
    }

    private PipelineFailure unread() {
        String what = letters.isEmpty()
                ? "nothing of the pipeline's files is a picture or a video"
                : letters.get(0).where() + ": " + letters.get(0).what();
        return new PipelineFailure(
                letters.isEmpty() ? "NO_MEDIA" : letters.get(0).reason(),
                3,
                what,
                letters.isEmpty() ? "the sources" : letters.get(0).where(),
                letters.isEmpty()
                        ? "Name other files or folders."
                        : letters.get(0).hint(),
                new IllegalStateException("no sample for prune.keep: auto"));
    }

    @Override
    public void close() {
        decoders.close();
        tokenizer.close();
    }

    /** Takes records; what fails here fails in the run too, which tells it. */
    private record Collecting(List<TokenRecord> records, List<DeadLetter> letters) implements LineOutput {
        @Override
        public void record(TokenRecord record) {
            records.add(record);
        }

        @Override
        public void event(StreamEvent event, boolean own) {
            // Only the records are read again.
        }

        @Override
        public void deadLetter(DeadLetter letter, boolean own) {
            letters.add(letter);
        }

        @Override
        public void status(StreamStatus status) {
            // Nobody watches a sample.
        }
    }

    /** Hears of frames that a sample leaves out, which count for nothing. */
    private enum Unheard implements FrameMeter {
        METER;

        @Override
        public void decoded(long frames) {
            // The run counts its own.
        }

        @Override
        public void dropped(String reason, long frames) {
            // The run counts its own.
        }

        @Override
        public void reconnected() {
            // Files are not opened again.
        }
    }
}
