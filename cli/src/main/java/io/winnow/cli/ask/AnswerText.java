package io.winnow.cli.ask;

import io.winnow.cli.command.Terminal;
import io.winnow.records.Answer;
import io.winnow.records.Clock;
import io.winnow.records.Span;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An answer as people read it: the answer, how sure it is, where in the stream it can be seen, and what it cost. */
public final class AnswerText {
    private AnswerText() {}

    /** Its lines. */
    public static List<String> of(Answer answer, Terminal terminal) {
        List<String> lines = new ArrayList<>(List.of(
                terminal.bold(answer.question()),
                "  " + terminal.green(answer.answer()) + "  " + terminal.dim(sure(answer)),
                "  " + terminal.dim(cost(answer))));
        answer.endpoint().ifPresent(endpoint -> lines.add("  " + terminal.dim(endpoint(answer, endpoint))));
        answer.deferral().ifPresent(deferral -> lines.add("  " + terminal.dim(deferral(deferral))));
        return lines;
    }

    private static String sure(Answer answer) {
        String seen = answer.evidence().isEmpty()
                ? ""
                : ", seen at " + place(answer.evidence().get(0));
        boolean unsaid = answer.endpoint().isPresent() && answer.confidence() == 0;
        String sure = unsaid ? "" : String.format(Locale.ROOT, "%.0f %% sure%s, ", 100 * answer.confidence(), seen);
        return sure + "in " + answer.stream();
    }

    private static String endpoint(Answer answer, Answer.Endpoint endpoint) {
        String price = endpoint.price() == 0 ? "" : String.format(Locale.ROOT, ", price %.6f", endpoint.price());
        return String.format(
                Locale.ROOT,
                "by %s from %d pictures; %d tokens in, %d out%s",
                answer.reader().name(),
                endpoint.pictures(),
                endpoint.tokensIn(),
                endpoint.tokensOut(),
                price);
    }

    private static String deferral(Answer.Deferral deferral) {
        String unsure = String.format(
                Locale.ROOT, "%s was %.0f %% sure", deferral.first().name(), 100 * deferral.confidence());
        return deferral.problem().isEmpty()
                ? unsure
                : unsure + ", and its answer stands, for the second reader gave none: " + deferral.problem();
    }

    private static String cost(Answer answer) {
        Answer.Counts counts = answer.counts();
        return String.format(
                Locale.ROOT,
                "%s, %s, %d kept, %d read%s; %.0f ms after it was asked",
                counted(counts.frames(), "frame"),
                counted(counts.visual(), "token"),
                counts.kept(),
                counts.read(),
                counts.read() < counts.kept() ? ", each window pruned further to fit" : "",
                answer.millis().total());
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
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
