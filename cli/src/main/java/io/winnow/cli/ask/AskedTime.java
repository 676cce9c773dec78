package io.winnow.cli.ask;

import io.winnow.cli.command.CommandFailure;
import io.winnow.records.Moment;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for the time that a question is about: of the medium, or of the wall where the source said when. */
public final class AskedTime {
    @Option(
            names = "--from",
            paramLabel = "T",
            description =
                    "Only frames from this time on: 10s or 2min of a clip; of a live stream 2026-03-01T12:00:00Z, or -10min for ten minutes ago.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "T", description = "Only frames before this time.")
    private Optional<String> to = Optional.empty();

    /**
     * The time.
     *
     * @param now from which is counted what is so long ago
     * @throws CommandFailure where it cannot be read, or nothing can be of it
     */
    public TimeRange range(Instant now) {
        return new TimeRange(from.map(text -> moment("--from", text, now)), to.map(text -> moment("--to", text, now)));
    }

    /**
     * A moment as an option gives it.
     *
     * @throws CommandFailure where it cannot be read
     */
    public static Moment moment(String option, String text, Instant now) {
        try {
            return Moment.parse(text, now);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("BAD_TIME", String.valueOf(e.getMessage()), option, Moment.HINT);
        }
    }
}
