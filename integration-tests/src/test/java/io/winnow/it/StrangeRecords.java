package io.winnow.it;

import io.winnow.jobs.Installation;
import io.winnow.model.Bundle;
import io.winnow.records.Axis;
import io.winnow.records.BundleRef;
import io.winnow.records.Clock;
import io.winnow.records.Grid;
import io.winnow.records.Origin;
import io.winnow.records.PrunedWindow;
import io.winnow.records.RecordIds;
import io.winnow.records.Span;
import io.winnow.records.Timings;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Records of a run that its own stages would never write, from a stage of another name. */
final class StrangeRecords {
    private static final String STAGE = "stranger";
    private static final int CELLS = 49;
    private static final int BITS = 13;
    private static final int BEYOND_THE_CODEBOOK = 8191;
    private static final Grid GRID = new Grid(1, 7, 7);

    private final String run;
    private final String stream;
    private final BundleRef tokenizer =
            Bundle.open(Installation.models().resolve("lite0-cells")).ref();
    private long next;

    StrangeRecords(String run, String stream) {
        this.run = run;
        this.stream = stream;
    }

    TokenRecord tokensBeyondTheCodebook() {
        return tokens(tokenizer, BEYOND_THE_CODEBOOK);
    }

    TokenRecord tokensOfAnUnknownTokenizer() {
        return tokens(unknown(), 1);
    }

    PrunedWindow windowBeyondTheCodebook() {
        return window(tokenizer, BEYOND_THE_CODEBOOK);
    }

    PrunedWindow windowOfAnUnknownTokenizer() {
        return window(unknown(), 1);
    }

    private BundleRef unknown() {
        return new BundleRef(tokenizer.name(), "0".repeat(64));
    }

    private TokenRecord tokens(BundleRef by, int id) {
        Span span = span();
        return new TokenRecord(
                origin(),
                RecordIds.token(run, STAGE, stream, 0, next),
                STAGE,
                by,
                span,
                next,
                List.of(span),
                Axis.SPATIAL,
                GRID,
                ids(id),
                Optional.empty(),
                -1,
                Optional.empty(),
                1,
                Timings.NONE,
                System.currentTimeMillis());
    }

    private PrunedWindow window(BundleRef by, int id) {
        Span span = span();
        List<Integer> cells = IntStream.range(0, CELLS).boxed().toList();
        return new PrunedWindow(
                origin(),
                RecordIds.token(run, STAGE, stream, 1, next),
                STAGE,
                by,
                "keep-all",
                next,
                span,
                List.of(span),
                List.of(),
                GRID,
                Axis.SPATIAL,
                CELLS,
                ids(id),
                Collections.nCopies(CELLS, 0),
                cells,
                cells,
                Collections.nCopies(CELLS, 0),
                1,
                Timings.NONE,
                false,
                System.currentTimeMillis());
    }

    private Origin origin() {
        return new Origin(run, STAGE, stream, 0, next++);
    }

    private static Span span() {
        return new Span(0, 40_000, Clock.MEDIA);
    }

    private static Tokens ids(int id) {
        int[] ids = new int[CELLS];
        ids[CELLS / 2] = id;
        return Tokens.Ids.pack(ids, BITS);
    }
}
