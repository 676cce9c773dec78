package io.winnow.records;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A question that is asked again and again, on each stream that it is put to: at every due time of a schedule, when the picture has changed, or at due times where it has. What it may be,
 * {@link StandingRules} says.
 *
 * @param id its own id; the same id with other words is the question changed
 * @param text the words
 * @param streams which streams it is put to, as {@link StreamPattern} reads them; none: each
 * @param everyMillis how far due times are apart, on the stream's own clock
 * @param change how far the picture must be from that of the last answer, 0 to 2; where it is empty too, the schedule alone decides
 * @param when the {@link Condition} on answers that raises an alert; empty where none does
 * @param deadlineMillis after the ingest of the window that made it due, when an answer is of no use any more
 * @param addedMillis wall clock
 */
public record StandingQuestion(
        String id,
        String text,
        List<String> streams,
        Optional<Long> everyMillis,
        Optional<Double> change,
        String when,
        Optional<Long> deadlineMillis,
        long addedMillis)
        implements StandingElement, AskElement {
    /** How far a picture must be from another where a question of the first version says only that it is asked on change. */
    public static final double USUAL_CHANGE = 0.2;

    public StandingQuestion {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(when, "when");
        streams = List.copyOf(streams);
    }

    /** Whether another asks the same: all but when it was added. */
    public boolean asksLike(StandingQuestion other) {
        return equals(other.withAddedMillis(addedMillis));
    }

    public StandingQuestion withAddedMillis(long other) {
        return new StandingQuestion(id, text, streams, everyMillis, change, when, deadlineMillis, other);
    }

    /** The same, of use whenever it is answered. */
    public StandingQuestion withoutDeadline() {
        return new StandingQuestion(id, text, streams, everyMillis, change, when, Optional.empty(), addedMillis);
    }
}
