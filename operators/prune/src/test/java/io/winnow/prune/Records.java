package io.winnow.prune;

import io.winnow.records.Axis;
import io.winnow.records.BundleRef;
import io.winnow.records.Clock;
import io.winnow.records.Element;
import io.winnow.records.Grid;
import io.winnow.records.Origin;
import io.winnow.records.PrunedWindow;
import io.winnow.records.RecordIds;
import io.winnow.records.Span;
import io.winnow.records.StreamEvent;
import io.winnow.records.Timings;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/** Token records and events of one stream, two frames a second, with ordinals as a tokenizer counts them. */
public final class Records {
    public static final int BITS = 6;
    private static final long FRAME_MICROS = 500_000;

    private final String stream;
    private final BundleRef tokenizer;
    private final Clock clock;
    private long epoch;
    private long ordinal;
    private long seq;

    public Records(String stream, BundleRef tokenizer, Clock clock) {
        this.stream = stream;
        this.tokenizer = tokenizer;
        this.clock = clock;
    }

    /** A frame of a square grid. */
    public TokenRecord frame(int... ids) {
        int side = (int) Math.sqrt(ids.length);
        return record(Axis.SPATIAL, new Grid(1, side, side), Tokens.Ids.pack(ids, BITS));
    }

    public TokenRecord record(Axis axis, Grid grid, Tokens tokens) {
        return record(axis, grid, tokens, Optional.empty());
    }

    /** A frame of ordered tokens in some of its slots. */
    public TokenRecord choice(Grid grid, Tokens tokens, Tokens.Ids positions) {
        return record(Axis.PREFIX, grid, tokens, Optional.of(positions));
    }

    private TokenRecord record(Axis axis, Grid grid, Tokens tokens, Optional<Tokens.Ids> positions) {
        Span span = new Span(seq * FRAME_MICROS, (seq + 1) * FRAME_MICROS, clock);
        TokenRecord record = new TokenRecord(
                origin(),
                RecordIds.token("run-1", "tokens", stream, epoch, seq),
                "tokens",
                tokenizer,
                span,
                seq,
                Collections.nCopies(grid.frames(), span),
                axis,
                grid,
                tokens,
                positions,
                -1,
                Optional.empty(),
                64,
                new Timings(1, 2, 0),
                1_000 + seq);
        seq++;
        return record;
    }

    public StreamEvent event(StreamEvent.Kind kind) {
        return new StreamEvent(origin(), kind, "", 0, true, Map.of(), 5);
    }

    /** Begins the next epoch. */
    public void nextEpoch() {
        beginEpoch(epoch + 1);
    }

    /** Begins a later epoch. */
    public void beginEpoch(long later) {
        epoch = later;
        ordinal = 0;
        seq = 0;
    }

    private Origin origin() {
        return new Origin("run-1", "tokenize", stream, epoch, ordinal++);
    }

    /** All but the time that pruning took, which no two runs share. */
    public static Element content(Element element) {
        if (!(element instanceof PrunedWindow window)) {
            return element;
        }
        Timings timings = window.timings();
        return window.withTimings(new Timings(timings.decodeMicros(), timings.tokenizeMicros(), 0));
    }
}
