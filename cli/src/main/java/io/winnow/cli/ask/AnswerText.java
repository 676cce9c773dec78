package io.winnow.cli.ask;

import io.winnow.cli.command.Terminal;
import io.winnow.records.Answer;
import io.winnow.records.Clock;
import io.winnow.records.Span;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** An answer as people read it: the answer, how sure it is, where in the stream it can be seen, and what it cost. */
public final class AnswerText {
    private AnswerText() {}

    /** Its lines. */
    public static List<String> of(Answer answer, Terminal terminal) {
        return List.of(
                terminal.bold(answer.question()),
                "  " + terminal.green(answer.answer()) + "  " + terminal.dim(sure(answer)),
                "  " + terminal.dim(cost(answer)));
    }

    private static String sure(Answer answer) {
        String seen = answer.evidence().isEmpty()
                ? ""
                : ", seen at " + place(answer.evidence().get(0));
        return String.format(Locale.ROOT, "%.0f %% sure%s, in %s", 100 * answer.confidence(), seen, answer.stream());
    }

    private static String cost(Answer answer) {
        Answer.Counts counts = answer.counts();
        return String.format(
                Locale.ROOT,
                "%d frames, %d tokens, %d kept, %d read%s; %.0f ms after it was asked",
                counts.frames(),
                counts.visual(),
                counts.kept(),
                counts.read(),
                counts.read() < counts.kept() ? ", each window pruned further to fit" : "",
                answer.millis().total());
    }

    private static String place(Span span) {
        return moment(span.startMicros(), span.clock()) + " to " + moment(span.endMicros(), span.clock());
    }

    private static String moment(long micros, Clock clock) {
        if (clock == Clock.WALL) {
            return Instant.EPOCH
                    .plus(micros, ChronoUnit.MICROS)
                    .truncatedTo(ChronoUnit.MILLIS)
                    .toString();
        }
        return String.format(Locale.ROOT, "%d:%04.1f", micros / 60_000_000, micros % 60_000_000 / 1e6);
    }
}
