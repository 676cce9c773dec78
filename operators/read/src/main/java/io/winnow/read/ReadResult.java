package io.winnow.read;

import io.winnow.records.Span;
import java.util.List;

/**
 * An answer and what it rests on.
 *
 * @param answer the words
 * @param confidence 0 to 1: the calibrated probability of the answer, among the alternatives where the question names some
 * @param evidence spans that the answer rests on
 * @param alternatives that were scored, in the question's order; empty where the answer was written freely
 * @param words generated
 * @param sight which of the reader's layers saw visual tokens
 * @param firstTokenMillis from the request to the first word
 * @param totalMillis from the request to the answer
 */
public record ReadResult(
        String answer,
        double confidence,
        List<Span> evidence,
        List<Scored> alternatives,
        int words,
        Sight sight,
        double firstTokenMillis,
        double totalMillis) {

    /** An alternative and its calibrated probability among those named. */
    public record Scored(String answer, double probability) {}

    /**
     * Which layers saw visual tokens: the first ones.
     *
     * @param layers that did
     * @param of word layers in all; 0 where nobody knows
     */
    public record Sight(int layers, int of) {
        public static final Sight UNKNOWN = new Sight(0, 0);

        /** Whether visual tokens were dropped before the last layer. */
        public boolean dropped() {
            return layers < of;
        }
    }

    public ReadResult {
        evidence = List.copyOf(evidence);
        alternatives = List.copyOf(alternatives);
    }
}
