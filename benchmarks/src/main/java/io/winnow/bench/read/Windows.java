package io.winnow.bench.read;

import io.winnow.model.Bundle;
import io.winnow.model.Manifest;
import io.winnow.read.ReadContext;
import io.winnow.read.Reader;
import io.winnow.records.Axis;
import io.winnow.records.Clock;
import io.winnow.records.Grid;
import io.winnow.records.Origin;
import io.winnow.records.PrunedWindow;
import io.winnow.records.RecordId;
import io.winnow.records.Span;
import io.winnow.records.Timings;
import io.winnow.records.Tokens;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Windows of {@value #FRAMES} frames of {@value #CELLS} cells each, all kept, of codes drawn from a seed: what they show does not matter to how long they take to read. */
final class Windows {
    static final int FRAMES = 16;
    static final int CELLS = 49;
    private static final int SIDE = 7;
    private static final long FRAME_MICROS = 500_000;

    private final Bundle reader;
    private final Random random = new Random(1);
    private long made;

    Windows(Bundle reader) {
        this.reader = reader;
    }

    /** A context that nobody has read: the whole window, or as many of its tokens as the reader takes. */
    ReadContext context(Reader of) {
        return of.context(List.of(window()));
    }

    private PrunedWindow window() {
        Manifest.Codebook codebook = reader.manifest().codebook().orElseThrow();
        int tokens = FRAMES * CELLS;
        List<Integer> zeros = Stream.generate(() -> 0).limit(tokens).toList();
        List<Span> frames = IntStream.range(0, FRAMES)
                .mapToObj(i -> new Span(i * FRAME_MICROS, (i + 1) * FRAME_MICROS, Clock.MEDIA))
                .toList();
        long number = made++;
        return new PrunedWindow(
                new Origin("bench", "prune", "camera", 0, number + 1),
                new RecordId(0, number),
                "bench",
                reader.ref(),
                "keep-all",
                number,
                new Span(0, FRAMES * FRAME_MICROS, Clock.MEDIA),
                frames,
                List.of(),
                new Grid(1, SIDE, SIDE),
                Axis.SPATIAL,
                tokens,
                Tokens.Ids.pack(random.ints(tokens, 0, codebook.size()).toArray(), codebook.bits()),
                IntStream.range(0, tokens).mapToObj(token -> token / CELLS).toList(),
                IntStream.range(0, tokens).mapToObj(token -> token % CELLS).toList(),
                IntStream.range(0, tokens).boxed().toList(),
                zeros,
                0,
                Timings.NONE,
                false,
                0);
    }
}
