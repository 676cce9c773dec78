package io.winnow.cli.ask;

import io.winnow.cli.command.CommandFailure;
import io.winnow.read.Stretch;
import io.winnow.records.Clock;
import io.winnow.records.Moment;
import io.winnow.records.Span;
import java.util.Optional;

/**
 * The time that a question is about.
 *
 * @param begin inclusive; empty where it is open
 * @param end exclusive; empty where it is open
 */
public record TimeRange(Optional<Moment> begin, Optional<Moment> end) {

    /** @throws CommandFailure where it ends before it begins, or is told by two clocks */
    public TimeRange {
        if (begin.isPresent() && end.isPresent()) {
            Moment first = begin.get();
            Moment last = end.get();
            boolean oneClock = first.clock() == last.clock();
            if (!oneClock || first.micros() >= last.micros()) {
                throw CommandFailure.usage(
                        "BAD_RANGE",
                        oneClock
                                ? "the time asked about ends at " + last.words() + ", before it begins at "
                                        + first.words()
                                : "the time asked about begins by one clock and ends by the other",
                        "--from, --to",
                        "Give --from a time before that of --to, both of a clip or both of the wall.");
            }
        }
    }

    /** The clock that it is told by, if it is told. */
    public Optional<Clock> clock() {
        return begin.or(() -> end).map(Moment::clock);
    }

    /** Whether a frame is of it. */
    public boolean holds(Span span) {
        return clock().map(clock -> clock == span.clock()).orElse(true)
                && Stretch.of(begin.map(Moment::micros), end.map(Moment::micros))
                        .touches(span);
    }

    /** As messages tell it: a space and words, or nothing. */
    public String words() {
        return begin.map(moment -> " from " + moment.words()).orElse("")
                + end.map(moment -> " to " + moment.words()).orElse("");
    }
}
