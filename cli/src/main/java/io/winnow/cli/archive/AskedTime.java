package io.winnow.cli.archive;

import io.winnow.archive.Row;
import io.winnow.cli.command.CommandFailure;
import io.winnow.jobs.definition.Units;
import io.winnow.records.Clock;
import io.winnow.records.Span;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** The time that frames are to be of: of the medium, or of the wall where the source said when. */
final class AskedTime {
    private static final long MICROS_A_SECOND = 1_000_000;

    @Option(
            names = "--from",
            paramLabel = "T",
            description =
                    "Only frames from this time on: 10s or 2min of a clip, or 2026-03-01T12:00:00Z of a live stream.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "T", description = "Only frames before this time.")
    private Optional<String> to = Optional.empty();

    /** A moment, and by which clock. */
    private record Moment(long micros, Clock clock) {}

    /**
     * Chooses rows by their frames' spans; a row without a frame is of any time.
     *
     * @throws CommandFailure where a time cannot be read
     */
    Predicate<Row> range() {
        Optional<Moment> first = from.map(text -> moment("--from", text));
        Optional<Moment> end = to.map(text -> moment("--to", text));
        return row -> row.frame()
                .map(frame -> first.map(it -> ends(frame.span(), it)).orElse(true)
                        && end.map(it -> begins(frame.span(), it)).orElse(true))
                .orElse(true);
    }

    private static boolean ends(Span span, Moment after) {
        return span.clock() == after.clock() && span.endMicros() > after.micros();
    }

    private static boolean begins(Span span, Moment before) {
        return span.clock() == before.clock() && span.startMicros() < before.micros();
    }

    private static Moment moment(String option, String text) {
        try {
            Instant instant = Instant.parse(text);
            return new Moment(instant.getEpochSecond() * MICROS_A_SECOND + instant.getNano() / 1_000, Clock.WALL);
        } catch (DateTimeParseException e) {
            return media(option, text);
        }
    }

    private static Moment media(String option, String text) {
        try {
            return new Moment(Units.duration(text).toNanos() / 1_000, Clock.MEDIA);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "BAD_TIME",
                    String.valueOf(e.getMessage()),
                    option,
                    "Write a time with its unit, such as 10s or 2min, or a moment, such as 2026-03-01T12:00:00Z.");
        }
    }

    /** As messages tell it. */
    String words() {
        return from.map(text -> " from " + text).orElse("")
                + to.map(text -> " to " + text).orElse("");
    }
}
