package io.winnow.cli.eval;

import java.util.List;

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
 */
record EvalQuestion(
        String id, String media, String kind, String type, String question, String answer, List<String> accept) {
    EvalQuestion {
        accept = List.copyOf(accept);
    }

    /** Whether an answer is the right one, or counts as it. */
    boolean isRight(String given) {
        return AnswerForm.isRight(given, answer, accept);
    }
}
