package io.winnow.jobs;

import io.winnow.records.Axis;
import io.winnow.records.BundleRef;
import io.winnow.records.Clock;
import io.winnow.records.Element;
import io.winnow.records.Grid;
import io.winnow.records.Origin;
import io.winnow.records.RecordIds;
import io.winnow.records.Span;
import io.winnow.records.StreamEvent;
import io.winnow.records.Timings;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records as a tokenizer writes them. */
public final class Samples {
    private Samples() {}

    /** A whole stream: its start, so many records, its end. */
    public static List<Element> stream(String run, String id, int records) {
        List<Element> elements = new ArrayList<>();
        elements.add(event(run, id, 0, StreamEvent.Kind.STARTED, 0));
        for (int i = 0; i < records; i++) {
            elements.add(tokens(run, id, i + 1));
        }
        elements.add(event(run, id, records + 1, StreamEvent.Kind.ENDED, records));
        return elements;
    }

    public static StreamEvent event(String run, String id, long ordinal, StreamEvent.Kind kind, long count) {
        return new StreamEvent(
                new Origin(run, "tokenize", id, 0, ordinal), kind, "", count, true, Map.of(), 1_700_000_000_000L);
    }

    public static TokenRecord tokens(String run, String id, long ordinal) {
        Span span = new Span(ordinal * 500_000, (ordinal + 1) * 500_000, Clock.MEDIA);
        return new TokenRecord(
                new Origin(run, "tokenize", id, 0, ordinal),
                RecordIds.token(run, "digest", id, 0, ordinal),
                "digest",
                new BundleRef("cells", "0".repeat(64)),
                span,
                ordinal,
                List.of(span),
                Axis.SPATIAL,
                new Grid(1, 2, 2),
                Tokens.Ids.pack(new int[] {1, 2, 3, (int) ordinal % 4096}, 12),
                Optional.empty(),
                -1,
                Optional.empty(),
                64,
                Timings.NONE,
                1_700_000_000_000L + ordinal);
    }
}
