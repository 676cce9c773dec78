package io.winnow.bench.prune;

import io.winnow.model.Bundle;
import io.winnow.model.Manifest;
import io.winnow.prune.Window;
import io.winnow.records.Axis;
import io.winnow.records.Clock;
import io.winnow.records.Grid;
import io.winnow.records.Origin;
import io.winnow.records.RecordId;
import io.winnow.records.Span;
import io.winnow.records.Timings;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Windows of codes drawn from a seed, each another one, so that nothing of it is known. */
final class DrawnWindows {
    static final int SIDE = 7;
    static final int CELLS = SIDE * SIDE;

    private static final String NAME = "prune";
    private static final long FRAME_MICROS = 500_000;

    private final Bundle bundle;
    private final int frames;
    private final Random random = new Random(1);
    private long made;

    /**
     * Windows for a reader.
     *
     * @param frames of a window, of {@value #CELLS} codes each
     */
    DrawnWindows(Bundle bundle, int frames) {
        this.bundle = bundle;
        this.frames = frames;
    }

    Window next() {
        List<TokenRecord> records =
                IntStream.range(0, frames).mapToObj(this::record).toList();
        return new Window(0, false, records, Optional.empty(), List.of());
    }

    /** Where the next of its records would come from. */
    Origin origin() {
        return new Origin(NAME, NAME, "camera", 0, made);
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
