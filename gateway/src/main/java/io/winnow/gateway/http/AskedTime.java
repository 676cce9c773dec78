package io.winnow.gateway.http;

import io.winnow.records.Moment;
import java.time.Instant;
import java.util.Optional;

/**
 * The time that an assistant asks about.
 *
 * @param from its start; empty where it is open
 * @param to its end; empty where it is open
 */
record AskedTime(Optional<Moment> from, Optional<Moment> to) {
    private static final int LONGEST_WAIT_SECONDS = 60;
    private static final long USUAL_WAIT_SECONDS = 30;

    /** @throws ApiError where it ends before it starts, or is told by two clocks */
    AskedTime {
        if (from.isPresent() && to.isPresent()) {
            boolean oneClock = from.get().clock() == to.get().clock();
            if (!oneClock || from.get().micros() >= to.get().micros()) {
                throw refused(
                        oneClock
                                ? "the time asked about ends before it starts"
                                : "the time asked about starts by one clock and ends by another",
                        "from, to",
                        "give from a time before that of to, both of a file or both of the wall");
            }
        }
    }

    /**
     * That of {@code from} and {@code to}.
     *
     * @param now from which is counted what is so long ago
     */
    static AskedTime of(Fields arguments, Instant now) {
        return new AskedTime(moment(arguments, "from", now), moment(arguments, "to", now));
    }

    private static Optional<Moment> moment(Fields arguments, String name, Instant now) {
        return arguments.text(name).map(text -> {
            try {
                return Moment.parse(text, now);
            } catch (IllegalArgumentException e) {
                throw refused(String.valueOf(e.getMessage()), name, Moment.HINT);
            }
        });
    }

    /** How long {@code waitSeconds} says that answers are waited for. */
    static long seconds(Fields arguments) {
        long seconds = arguments.whole("waitSeconds").orElse(USUAL_WAIT_SECONDS);
        if (seconds < 1 || seconds > LONGEST_WAIT_SECONDS) {
            throw refused("so long is not waited", "waitSeconds", "give 1 to " + LONGEST_WAIT_SECONDS);
        }
        return seconds;
    }

    static ApiError refused(String what, String where, String hint) {
        return new ApiError(400, "BAD_ARGUMENT", what, where, hint);
    }
}
