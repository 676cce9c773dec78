package io.winnow.read.flink;

import io.winnow.read.Pictures;
import io.winnow.read.ReadContext;
import io.winnow.records.Preview;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The pictures that a question is answered from. They come by another way than the windows, so a question waits until those of its frames have come, but not for long: they may have been lost.
 *
 * @param state of the current stream; empty for readers that do not look at pictures
 * @param every how far pictures are from each other at least
 * @param most pictures of one question
 */
record Album(Optional<PreviewState> state, Duration every, int most) {
    /** How long pictures are waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Whether all pictures of these windows have come that ever will. */
    boolean complete(List<PrunedWindow> windows) throws Exception {
        if (state.isEmpty()) {
            return true;
        }
        long last = windows.stream()
                .flatMap(window -> window.frameSpans().stream())
                .mapToLong(Span::startMicros)
                .max()
                .orElse(Long.MIN_VALUE);
        return state.get().info().covers(last, micros());
    }

    /** Those of a context, in the order of time. */
    List<Preview> of(ReadContext context) throws Exception {
        return state.isEmpty()
                ? List.of()
                : Pictures.of(
                        context,
                        state.get().all(),
                        micros() * state.get().info().stride(),
                        most);
    }

    private long micros() {
        return every.toNanos() / 1_000;
    }
}
