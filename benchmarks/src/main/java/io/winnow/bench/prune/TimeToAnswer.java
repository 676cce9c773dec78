package io.winnow.bench.prune;

import io.winnow.bench.Race;
import io.winnow.bench.Ratio;
import io.winnow.bench.media.Clips;
import io.winnow.bench.read.WordCount;
import io.winnow.jobs.Installation;
import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.prune.PruneOptions;
import io.winnow.prune.PrunerKind;
import io.winnow.prune.ReaderCodebook;
import io.winnow.prune.Window;
import io.winnow.prune.WindowPruner;
import io.winnow.read.ReadContext;
import io.winnow.read.ReadOptions;
import io.winnow.read.ReadRequest;
import io.winnow.read.Reader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * From tokens that are there to an answer of {@value #WORDS} words: a window of {@value #FRAMES} frames, pruned to a tenth by ToDRE and read by a reader that may drop the rest between its layers, against all of it
 * read in all layers. Pruning's own time counts. The reader is a copy of the shipped one that takes so many tokens.
 */
final class TimeToAnswer {
    private static final String NAME = "prune";
    private static final int FRAMES = 60;
    private static final int TOKENS = FRAMES * DrawnWindows.CELLS;
    private static final int WORDS = 20;
    private static final double KEEP = 0.1;
    private static final double FASTER = 2.6;
    private static final double OF_ALLOWED = 0.9;
    private static final double NANOS = 1e9;
    private static final String QUESTION = "what can be seen in the left corner of the picture now";

    private final DrawnWindows windows;
    private final Way everything;
    private final Way tenth;

    /** A pruner and the reader behind it. */
    private record Way(WindowPruner pruner, Reader reader) {}

    private TimeToAnswer(Bundle bundle, Reader whole, Reader dropping) {
        this.windows = new DrawnWindows(bundle, FRAMES);
        PruneOptions options = PruneOptions.defaults();
        this.everything = new Way(pruner(bundle, options.withPruner(PrunerKind.KEEP_ALL)), whole);
        this.tenth = new Way(pruner(bundle, options.withKeep(KEEP)), dropping);
    }

    private static WindowPruner pruner(Bundle bundle, PruneOptions options) {
        return new WindowPruner(options, ReaderCodebook.of(bundle.folder(), EngineOptions.defaults()), NAME);
    }

    /** Measures. */
    static List<Ratio> measure(int pairs) {
        try (Clips clips = Clips.open()) {
            Bundle shipped = Bundle.open(
                    Installation.models().resolve(ReadOptions.defaults().bundle()));
            Bundle bundle = WordCount.of(shipped, WORDS, TOKENS, clips.folder());
            ReadOptions options = ReadOptions.defaults().withContextTokens(TOKENS);
            try (Reader whole = Reader.open(bundle, EngineOptions.defaults(), options.withDropBelow(0));
                    Reader dropping = Reader.open(bundle, EngineOptions.defaults(), options)) {
                return new TimeToAnswer(bundle, whole, dropping).ratios(pairs);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the reader cannot be copied: " + e.getMessage(), e);
        }
    }

    private List<Ratio> ratios(int pairs) {
        int threads = EngineOptions.defaults().callersHere();
        String title = "time to an answer of " + WORDS + " words, " + TOKENS + " tokens";
        double[] faster = Race.run(() -> answered(tenth), () -> answered(everything), pairs);
        // What no pruning can shorten is what an answer takes that sees nothing.
        double[] parts = Race.run(() -> answered(ReadContext.blind()), () -> answered(everything), pairs);
        double allowed = 1 / (KEEP + (1 - KEEP) / median(parts));
        return List.of(
                Ratio.of(NAME, title, "todre, 10 % kept", "everything kept", faster, threads)
                        .aiming(FASTER),
                Ratio.of(
                                NAME,
                                title + ": the gain",
                                "todre, 10 % kept",
                                "Amdahl's law",
                                Arrays.stream(faster)
                                        .map(ratio -> ratio / allowed)
                                        .toArray(),
                                threads)
                        .aiming(OF_ALLOWED));
    }

    private static double median(double[] numbers) {
        double[] sorted = Arrays.stream(numbers).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private double answered(Way way) {
        Window window = windows.next();
        long started = System.nanoTime();
        ReadContext context = way.reader().context(List.of(way.pruner().prune(window, windows.origin())));
        answer(way.reader(), context);
        return (System.nanoTime() - started) / NANOS;
    }

    private double answered(ReadContext context) {
        long started = System.nanoTime();
        answer(everything.reader(), context);
        return (System.nanoTime() - started) / NANOS;
    }

    private static void answer(Reader reader, ReadContext context) {
        var unused = reader.answers(List.of(new ReadRequest(context, QUESTION)));
    }
}
