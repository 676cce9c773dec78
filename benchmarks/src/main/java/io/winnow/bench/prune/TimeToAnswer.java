package io.winnow.bench.prune;

import io.winnow.bench.Race;
import io.winnow.bench.Ratio;
import io.winnow.bench.media.Clips;
import io.winnow.bench.read.WordCount;
import io.winnow.jobs.Installation;
import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Manifest;
import io.winnow.prune.PruneOptions;
import io.winnow.prune.PrunerKind;
import io.winnow.prune.ReaderCodebook;
import io.winnow.prune.Window;
import io.winnow.prune.WindowPruner;
import io.winnow.read.ReadContext;
import io.winnow.read.ReadOptions;
import io.winnow.read.ReadRequest;
import io.winnow.read.Reader;
import io.winnow.records.Axis;
import io.winnow.records.Clock;
import io.winnow.records.Grid;
import io.winnow.records.Origin;
import io.winnow.records.RecordId;
import io.winnow.records.Span;
import io.winnow.records.Timings;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * From tokens that are there to an answer of {@value #WORDS} words: a window of {@value #FRAMES} frames of {@value #CELLS} codes, drawn from a seed, pruned to a tenth by ToDRE and read, against all of it
 * read. Pruning's own time counts. The reader is a copy of the shipped one that takes so many tokens.
 */
final class TimeToAnswer {
    private static final String NAME = "prune";
    private static final int FRAMES = 60;
    private static final int SIDE = 7;
    private static final int CELLS = SIDE * SIDE;
    private static final int WORDS = 20;
    private static final double KEEP = 0.1;
    private static final long FRAME_MICROS = 500_000;
    private static final double NANOS = 1e9;
    private static final String QUESTION = "what can be seen in the left corner of the picture now";

    private final Bundle bundle;
    private final Reader reader;
    private final WindowPruner everything;
    private final WindowPruner tenth;
    private final Random random = new Random(1);
    private long made;

    private TimeToAnswer(Bundle bundle, Reader reader) {
        this.bundle = bundle;
        this.reader = reader;
        PruneOptions options = PruneOptions.defaults();
        this.everything = pruner(options.withPruner(PrunerKind.KEEP_ALL));
        this.tenth = pruner(options.withKeep(KEEP));
    }

    private WindowPruner pruner(PruneOptions options) {
        return new WindowPruner(options, ReaderCodebook.of(bundle.folder(), EngineOptions.defaults()), NAME);
    }

    /** Measures. */
    static List<Ratio> measure(int pairs) {
        try (Clips clips = Clips.open()) {
            Bundle shipped = Bundle.open(
                    Installation.models().resolve(ReadOptions.defaults().bundle()));
            Bundle bundle = WordCount.of(shipped, WORDS, FRAMES * CELLS, clips.folder());
            ReadOptions options = ReadOptions.defaults().withContextTokens(FRAMES * CELLS);
            try (Reader reader = Reader.open(bundle, EngineOptions.defaults(), options)) {
                return new TimeToAnswer(bundle, reader).ratios(pairs);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the reader cannot be copied: " + e.getMessage(), e);
        }
    }

    private List<Ratio> ratios(int pairs) {
        int threads = EngineOptions.defaults().callersHere();
        String title = "time to an answer of " + WORDS + " words, " + FRAMES * CELLS + " tokens";
        double[] faster = Race.run(() -> answered(tenth), () -> answered(everything), pairs);
        // What no pruning can shorten is what an answer takes that sees nothing.
        double[] parts = Race.run(() -> answered(ReadContext.blind()), () -> answered(everything), pairs);
        double allowed = 1 / (KEEP + (1 - KEEP) / median(parts));
        return List.of(
                Ratio.of(NAME, title, "todre, 10 % kept", "everything kept", faster, threads),
                Ratio.of(
                        NAME,
                        title + ": the gain",
                        "todre, 10 % kept",
                        "Amdahl's law",
                        Arrays.stream(faster).map(ratio -> ratio / allowed).toArray(),
                        threads));
    }

    private static double median(double[] numbers) {
        double[] sorted = Arrays.stream(numbers).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private double answered(WindowPruner pruner) {
        Window window = window();
        long started = System.nanoTime();
        ReadContext context = reader.context(List.of(pruner.prune(window, new Origin(NAME, NAME, "camera", 0, made))));
        answer(context);
        return (System.nanoTime() - started) / NANOS;
    }

    private double answered(ReadContext context) {
        long started = System.nanoTime();
        answer(context);
        return (System.nanoTime() - started) / NANOS;
    }

    private void answer(ReadContext context) {
        var unused = reader.answers(List.of(new ReadRequest(context, QUESTION)));
    }

    /** A new one, so that nothing of it is known. */
    private Window window() {
        List<TokenRecord> records =
                IntStream.range(0, FRAMES).mapToObj(this::record).toList();
        return new Window(0, false, records, Optional.empty(), List.of());
    }

    private TokenRecord record(int frame) {
        Manifest.Codebook codebook = bundle.manifest().codebook().orElseThrow();
        Span span = new Span(frame * FRAME_MICROS, (frame + 1) * FRAME_MICROS, Clock.MEDIA);
        return new TokenRecord(
                new Origin(NAME, "tokenize", "camera", 0, frame),
                new RecordId(1, made++),
                NAME,
                bundle.ref(),
                span,
                frame,
                List.of(span),
                Axis.SPATIAL,
                new Grid(1, SIDE, SIDE),
                Tokens.Ids.pack(random.ints(CELLS, 0, codebook.size()).toArray(), codebook.bits()),
                Optional.empty(),
                -1,
                Optional.empty(),
                0,
                Timings.NONE,
                0);
    }
}
