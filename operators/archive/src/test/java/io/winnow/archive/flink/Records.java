package io.winnow.archive.flink;

import io.winnow.records.Axis;
import io.winnow.records.BundleRef;
import io.winnow.records.Clock;
import io.winnow.records.Grid;
import io.winnow.records.Origin;
import io.winnow.records.RecordIds;
import io.winnow.records.Span;
import io.winnow.records.StreamEvent;
import io.winnow.records.Timings;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Elements of a topic to test with. */
final class Records {
    static final String RUN = "run-1";
    private static final String DIGEST = "ab".repeat(32);
    private static final BundleRef TOKENIZER = new BundleRef("cells", DIGEST);

    private Records() {}

    /** A stream's frame, of the ordinal behind its beginning, at so many seconds. */
    static TokenRecord frame(String stream, long ordinal, long second) {
        Span span = new Span(second * 1_000_000, (second + 1) * 1_000_000, Clock.WALL);
        return new TokenRecord(
                new Origin(RUN, "tokenize", stream, 3, ordinal),
                RecordIds.token(RUN, DIGEST, stream, 3, ordinal - 1),
                DIGEST,
                TOKENIZER,
                span,
                ordinal - 1,
                List.of(span),
                Axis.SPATIAL,
                new Grid(1, 2, 2),
                Tokens.Ids.pack(
                        new Random(31L * stream.hashCode() + ordinal)
                                .ints(4, 0, 4_096)
                                .toArray(),
                        12),
                Optional.empty(),
                -1,
                Optional.empty(),
                640 * 480,
                Timings.NONE,
                1_700_000_000_000L + second * 1_000);
    }

    static StreamEvent started(String stream) {
        return new StreamEvent(
                new Origin(RUN, "tokenize", stream, 3, 0), StreamEvent.Kind.STARTED, "", 0, true, Map.of(), 0);
    }
}
