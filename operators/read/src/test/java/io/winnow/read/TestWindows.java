package io.winnow.read;

import io.winnow.model.Bundle;
import io.winnow.records.Axis;
import io.winnow.records.BundleRef;
import io.winnow.records.Clock;
import io.winnow.records.Grid;
import io.winnow.records.Origin;
import io.winnow.records.PrunedWindow;
import io.winnow.records.RecordId;
import io.winnow.records.Span;
import io.winnow.records.Timings;
import io.winnow.records.Tokens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Windows as the pruner makes them, at two frames a second. */
public final class TestWindows {
    /** Folder of the bundles. */
    public static final Path MODELS = Path.of(System.getProperty("winnow.root"), "models");

    private static final BundleRef TOKENIZER =
            Bundle.open(MODELS.resolve("lite0-cells")).ref();
    private static final long FRAME_MICROS = 500_000;

    private TestWindows() {}

    /** A window of ids drawn from a seed, the kept cells spread over its frames. */
    public static PrunedWindow random(String stream, int index, int frames, int kept, Clock clock) {
        Random random = new Random(31L * stream.hashCode() + index);
        int[] flat = random.ints(0, frames * 49).distinct().limit(kept).sorted().toArray();
        List<Integer> ranks = new ArrayList<>(IntStream.range(0, kept).boxed().toList());
        Collections.shuffle(ranks, random);
        long start = index * 16L * FRAME_MICROS;
        return of(
                stream,
                index,
                spans(start, frames, FRAME_MICROS, clock),
                Tokens.Ids.pack(random.ints(kept, 0, 4096).toArray(), 12),
                Arrays.stream(flat).map(cell -> cell / 49).boxed().toList(),
                Arrays.stream(flat).map(cell -> cell % 49).boxed().toList(),
                ranks,
                random.ints(kept, 0, 200).boxed().toList());
    }

    public static List<Span> spans(long startMicros, int frames, long stepMicros, Clock clock) {
        return IntStream.range(0, frames)
                .mapToObj(i -> new Span(startMicros + i * stepMicros, startMicros + (i + 1) * stepMicros, clock))
                .toList();
    }

    public static PrunedWindow of(
            String stream,
            int index,
            List<Span> spans,
            Tokens tokens,
            List<Integer> frames,
            List<Integer> cells,
            List<Integer> ranks,
            List<Integer> changes) {
        return new PrunedWindow(
                new Origin("run-1", "prune", stream, 0, index + 1),
                new RecordId(stream.hashCode(), index),
                "digest",
                TOKENIZER,
                "to-dre",
                index,
                spans.stream().reduce(Span::union).orElseThrow(),
                spans,
                List.of(),
                new Grid(1, 7, 7),
                Axis.SPATIAL,
                49 * spans.size(),
                tokens,
                frames,
                cells,
                ranks,
                changes,
                1000,
                new Timings(1000, 2000, 3000),
                false,
                0);
    }

    /** The window as if it were of another epoch. */
    public static PrunedWindow ofEpoch(PrunedWindow window, long epoch) {
        Origin now = window.origin();
        return window.withOrigin(new Origin(now.run(), now.stage(), now.stream(), epoch, now.ordinal()));
    }
}
