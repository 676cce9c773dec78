package io.winnow.jobs;

import io.winnow.jobs.run.RunCounts;
import io.winnow.jobs.run.TallyNames;
import io.winnow.records.Answer;
import io.winnow.records.Element;
import io.winnow.records.PrunedWindow;
import io.winnow.records.StreamEvent;
import io.winnow.records.TokenRecord;

/** What the records of each stage count for. */
final class Counters {
    private static final int BYTES_OF_A_PIXEL = 3;

    private Counters() {}

    static void tokens(Element element, Tally.Sums sums) {
        if (element instanceof TokenRecord record) {
            sums.add(TallyNames.TOKENIZED, record.frameSpans().size());
            sums.add(TallyNames.VISUAL, record.tokens().count());
            sums.add(TallyNames.PIXEL_BYTES, BYTES_OF_A_PIXEL * record.pixels());
            sums.add(TallyNames.TOKEN_BYTES, record.tokens().bytes());
        } else if (element instanceof StreamEvent event && event.kind() == StreamEvent.Kind.ENDED) {
            sums.add(TallyNames.FRAMES, event.count());
        } else if (element instanceof StreamEvent event && event.kind() == StreamEvent.Kind.GAP && event.count() > 0) {
            sums.add(TallyNames.DROPPED + event.reason(), event.count());
        }
    }

    /** What a replay reads: all that it says of frames is told by the records that are read, since a stream may have begun before the first of them, or go on. */
    static void replayed(Element element, Tally.Sums sums) {
        if (element instanceof TokenRecord record) {
            sums.add(TallyNames.FRAMES, record.frameSpans().size());
            tokens(record, sums);
        } else if (element instanceof PrunedWindow window) {
            sums.add(TallyNames.FRAMES, window.frameSpans().size());
            sums.add(TallyNames.TOKENIZED, window.frameSpans().size());
            sums.add(TallyNames.VISUAL, window.seen());
            sums.add(TallyNames.PIXEL_BYTES, BYTES_OF_A_PIXEL * window.pixels());
            pruned(window, sums);
        } else if (element instanceof StreamEvent event && event.kind() == StreamEvent.Kind.GAP) {
            tokens(event, sums);
        }
    }

    static void pruned(Element element, Tally.Sums sums) {
        if (element instanceof PrunedWindow window) {
            sums.add(TallyNames.KEPT, window.tokens().count());
            sums.add(TallyNames.KEPT_BYTES, window.tokens().bytes());
        }
    }

    static void answers(Answer answer, Tally.Sums sums) {
        sums.add(TallyNames.ANSWERS, 1);
        answer.deferral().ifPresent(deferral -> sums.add(TallyNames.DEFERRED, 1));
        answer.endpoint().ifPresent(endpoint -> {
            sums.add(TallyNames.ENDPOINT_TOKENS_IN, endpoint.tokensIn());
            sums.add(TallyNames.ENDPOINT_TOKENS_OUT, endpoint.tokensOut());
            sums.add(TallyNames.ENDPOINT_PRICE, Math.round(endpoint.price() / RunCounts.Endpoint.PRICE_UNIT));
        });
    }
}
