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
import io.winnow.prune.WindowPruner;
import io.winnow.read.ReadContext;
import io.winnow.read.ReadOptions;
import io.winnow.read.ReadRequest;
import io.winnow.read.ReadResult;
import io.winnow.read.Reader;
import io.winnow.records.PrunedWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The second stage of ToDRE alone, by length of the answer: everything kept and read by a reader that may drop visual tokens between its layers, against one whose layers all see them. */
final class InsideReader {
    private static final String NAME = "prune";
    private static final int[] FRAMES = {16, 60};
    private static final int[] FEW_FRAMES = {16};
    private static final int[] WORDS = {1, 5, 20, 60};
    private static final int[] FEW_WORDS = {1, 20};
    private static final double NANOS = 1e9;
    private static final String QUESTION = "what can be seen in the left corner of the picture now";

    private final Bundle bundle;
    private final int frames;
    private final int words;
    private final DrawnWindows windows;
    private final WindowPruner pruner;

    private InsideReader(Bundle bundle, int frames, int words) {
        this.bundle = bundle;
        this.frames = frames;
        this.words = words;
        this.windows = new DrawnWindows(bundle, frames);
        this.pruner = new WindowPruner(
                PruneOptions.defaults().withPruner(PrunerKind.KEEP_ALL),
                ReaderCodebook.of(bundle.folder(), EngineOptions.defaults()),
                NAME);
    }

    /** Measures. */
    static List<Ratio> measure(int pairs, boolean quick) {
        Bundle shipped =
                Bundle.open(Installation.models().resolve(ReadOptions.defaults().bundle()));
        List<Ratio> ratios = new ArrayList<>();
        for (int frames : quick ? FEW_FRAMES : FRAMES) {
            for (int words : quick ? FEW_WORDS : WORDS) {
                try (Clips clips = Clips.open()) {
                    Bundle bundle = WordCount.of(shipped, words, frames * DrawnWindows.CELLS, clips.folder());
                    ratios.add(new InsideReader(bundle, frames, words).ratio(pairs));
                } catch (IOException e) {
                    throw new IllegalStateException("the reader cannot be copied: " + e.getMessage(), e);
                }
            }
        }
        return ratios;
    }

    private Ratio ratio(int pairs) {
        int tokens = frames * DrawnWindows.CELLS;
        ReadOptions options = ReadOptions.defaults().withContextTokens(tokens);
        try (Reader whole = Reader.open(bundle, EngineOptions.defaults(), options.withDropBelow(0));
                Reader dropping = Reader.open(bundle, EngineOptions.defaults(), options)) {
            double[] faster = Race.run(() -> answered(dropping, true), () -> answered(whole, false), pairs);
            return Ratio.of(
                            NAME,
                            "time to an answer of " + words + " words, " + tokens + " tokens, all kept",
                            "visual tokens dropped inside the reader",
                            "seen by all layers",
                            faster,
                            EngineOptions.defaults().callersHere())
                    .aiming(1);
        }
    }

    /** @param drops what the reader has to have done, for a ratio to mean something */
    private double answered(Reader reader, boolean drops) {
        PrunedWindow window = pruner.prune(windows.next(), windows.origin());
        long started = System.nanoTime();
        ReadContext context = reader.context(List.of(window));
        ReadResult result =
                reader.answers(List.of(new ReadRequest(context, QUESTION))).get(0);
        double seconds = (System.nanoTime() - started) / NANOS;
        if (result.sight().dropped() != drops) {
            throw new IllegalStateException("visual tokens were " + (drops ? "kept in all layers" : "dropped")
                    + " where the other was to be timed");
        }
        return seconds;
    }
}
