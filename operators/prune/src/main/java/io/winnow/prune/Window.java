package io.winnow.prune;

import io.winnow.records.PrunedWindow;
import io.winnow.records.Span;
import io.winnow.records.TokenRecord;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of a stream to prune.
 *
 * @param index ordinal of the window in its epoch, or -1 for one that is late
 * @param late whether it holds a record of a window already closed
 * @param records in order, at least one, of one tokenizer, axis, grid and form of payload
 * @param before the record before them in the epoch, to compare the first frame with
 * @param earlier windows whose kept tokens count as picked, of the same form
 */
public record Window(
        long index, boolean late, List<TokenRecord> records, Optional<TokenRecord> before, List<PrunedWindow> earlier) {
    public Window {
        records = List.copyOf(records);
        earlier = List.copyOf(earlier);
        if (records.isEmpty()) {
            throw new IllegalArgumentException("a window without records");
        }
    }

    /** What it stands for: the time since the record before it ended, for its frames may be samples of a stream. Windows that follow one another leave no time out and share none. */
    Span time() {
        Span own = records.stream().map(TokenRecord::span).reduce(Span::union).orElseThrow();
        long since = before.map(record -> record.span().endMicros()).orElse(own.startMicros());
        return new Span(Math.min(since, own.endMicros()), own.endMicros(), own.clock());
    }
}
