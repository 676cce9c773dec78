package io.winnow.read;

import java.util.List;

/**
 * A request as ids of words.
 *
 * @param request as it came
 * @param prompt {@code [question] words [answer]}
 * @param choices alternatives to score; empty where the answer is written freely
 * @param askedNanos when it came
 */
record Ask(ReadRequest request, int[] prompt, List<Choice> choices, long askedNanos) {

    /**
     * An alternative.
     *
     * @param text as the question has it
     * @param words its ids
     */
    record Choice(String text, int[] words) {}

    double millisSince() {
        return (System.nanoTime() - askedNanos) / 1e6;
    }
}
