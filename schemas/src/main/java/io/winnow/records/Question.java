package io.winnow.records;

import java.util.Objects;
import java.util.Optional;

/**
 * A question on what streams show.
 *
 * @param id chosen by the asker; the same id asked again is the same question
 * @param run the run it is put to, or empty for any
 * @param text the words
 * @param stream the stream asked about; empty means each
 * @param fromMicros start of the time asked about, on the stream's own clock
 * @param toMicros its end
 * @param askedMillis wall clock
 * @param deadlineMillis wall clock after which an answer is of no use
 */
public record Question(
        String id,
        String run,
        String text,
        Optional<String> stream,
        Optional<Long> fromMicros,
        Optional<Long> toMicros,
        long askedMillis,
        Optional<Long> deadlineMillis)
        implements QuestionElement, AskElement {
    public Question {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
    }

    public Question withAskedMillis(long other) {
        return new Question(id, run, text, stream, fromMicros, toMicros, other, deadlineMillis);
    }

    /** The same, of use whenever it is answered. */
    public Question withoutDeadline() {
        return new Question(id, run, text, stream, fromMicros, toMicros, askedMillis, Optional.empty());
    }
}
