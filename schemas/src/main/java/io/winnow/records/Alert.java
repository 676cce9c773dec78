package io.winnow.records;

import java.util.List;
import java.util.Objects;

/**
 * The condition of a standing question has come true on a stream, or is true no longer.
 *
 * @param id hash of run, stage, question id, stream, occurrence and state
 * @param questionId the standing question
 * @param run the run whose answers were followed
 * @param stream what it is about
 * @param occurrence of the answer that decided it, or of the last one where {@code reason} is not {@code ANSWER}
 * @param state whether the condition is true from now on
 * @param reason what decided it
 * @param question the question's words
 * @param when the condition's words
 * @param answer the words of the answer that decided it; empty where none did
 * @param confidence of that answer, 0 to 1
 * @param evidence spans that answer rests on, strongest first
 * @param atMillis wall clock
 */
public record Alert(
        RecordId id,
        String questionId,
        String run,
        String stream,
        long occurrence,
        State state,
        Reason reason,
        String question,
        String when,
        String answer,
        double confidence,
        List<Span> evidence,
        long atMillis) {

    /** Whether the condition is true. */
    public enum State {
        FIRING,
        RESOLVED
    }

    /** What decides. */
    public enum Reason {
        /** An answer. */
        ANSWER,
        /** The question was removed, or is put to the stream no longer. */
        REMOVED,
        /** The question was changed, and begins anew. */
        CHANGED
    }

    public Alert {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        evidence = List.copyOf(evidence);
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence " + confidence + " is not between 0 and 1");
        }
    }
}
