package io.winnow.prune;

import io.winnow.records.Origin;
import io.winnow.records.PrunedWindow;
import io.winnow.records.RecordId;
import io.winnow.records.RecordIds;
import io.winnow.records.Span;
import io.winnow.records.Timings;
import io.winnow.records.TokenRecord;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Writes down what was kept of a window. */
record WindowBuilder(PruneOptions options, String computeDigest, Window window, List<RecordId> parents) {

    PrunedWindow build(Origin origin, Layout layout, Payload payload, Changes changes, int[] picks, long pruneMicros) {
        List<TokenRecord> records = window.records();
        TokenRecord first = records.get(0);
        int[] ranks = new int[layout.sources().length];
        Arrays.fill(ranks, -1);
        for (int rank = 0; rank < picks.length; rank++) {
            ranks[picks[rank]] = rank;
        }
        int[] kept = IntStream.range(0, ranks.length).filter(i -> ranks[i] >= 0).toArray();
        Timings timings = records.stream().map(TokenRecord::timings).reduce(Timings.NONE, Timings::plus);
        return new PrunedWindow(
                origin,
                RecordIds.derived(origin.run(), computeDigest, parents),
                computeDigest,
                first.tokenizer(),
                options.describe(),
                window.index(),
                records.stream().map(TokenRecord::span).reduce(Span::union).orElseThrow(),
                records.stream().flatMap(record -> record.frameSpans().stream()).toList(),
                parents,
                first.grid(),
                first.axis(),
                payload.count(),
                payload.keep(Arrays.stream(kept).map(i -> layout.sources()[i]).toArray()),
                each(kept, layout.frames()),
                each(kept, layout.cells()),
                each(kept, ranks),
                Arrays.stream(kept).map(changes::code).boxed().toList(),
                records.stream().mapToLong(TokenRecord::pixels).sum(),
                timings.plus(new Timings(0, 0, pruneMicros)),
                window.late(),
                records.get(records.size() - 1).ingestMillis());
    }

    private static List<Integer> each(int[] kept, int[] of) {
        return Arrays.stream(kept).map(i -> of[i]).boxed().toList();
    }
}
