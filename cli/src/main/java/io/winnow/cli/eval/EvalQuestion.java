package io.winnow.cli.eval;

import io.winnow.records.AnswerForm;
import java.util.List;
import java.util.Optional;

/**
 * A question whose answer is known.
 *
 * @param id of the row
 * @param media path below the data folder
 * @param kind {@code image} or {@code video}
 * @param type what it asks for, such as {@code object-choice}
 * @param question the words, with the choices where there are some
 * @param answer the right one
 * @param accept others that count
 * @param evidence where in the medium the answer is to be seen, where the row says
 */
record EvalQuestion(
        String id,
        String media,
        String kind,
        String type,
        String question,
        String answer,
        List<String> accept,
        Optional<Stretch> evidence) {

    /** Seconds of a medium. */
    record Stretch(double startSeconds, double endSeconds) {
        private static final double MICROS = 1e6;

        double startMicros() {
            return startSeconds * MICROS;
        }

        double endMicros() {
            return endSeconds * MICROS;
        }
    }

    EvalQuestion {
        accept = List.copyOf(accept);
    }

    /** The same of another medium. */
    EvalQuestion of(String other) {
        return new EvalQuestion(id, other, kind, type, question, answer, accept, evidence);
    }

    /** Whether an answer is the right one, or counts as it. */
    boolean isRight(String given) {
        return AnswerForm.isRight(given, answer, accept);
    }
}
