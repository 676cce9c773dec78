package io.winnow.read.http;

import io.winnow.records.Describe;
import java.io.Serializable;

/**
 * What a request says.
 *
 * @param pictures most of a request
 * @param instruction that stands before pictures and question
 * @param answerTokens most tokens of an answer
 * @param temperature of the model
 * @param streamed whether the answer is asked for piece by piece
 * @param logprobs whether probabilities are asked for
 */
public record Wording(
        @Describe(
                key = "read.http.pictures",
                text = "Most pictures of one question, spread evenly over the frames that were kept.")
        int pictures,

        @Describe(key = "read.http.instruction", text = "What the model is told before pictures and question.")
        String instruction,

        @Describe(key = "read.http.answer-tokens", text = "Most tokens of an answer.")
        int answerTokens,

        @Describe(key = "read.http.temperature", text = "0: the likeliest answer.")
        double temperature,

        @Describe(
                key = "read.http.stream",
                text = "Whether the answer is asked for piece by piece (server-sent events).",
                content = false)
        boolean streamed,

        @Describe(
                key = "read.http.logprobs",
                text =
                        "Whether the endpoint is asked for probabilities, which not all give. With them an answer's confidence is the probability of its words, which is not calibrated; without it is 0.")
        boolean logprobs)
        implements Serializable {
    public Wording {
        if (pictures < 1 || answerTokens < 1 || !(temperature >= 0)) {
            throw new IllegalArgumentException(
                    "read.http.pictures and read.http.answer-tokens are at least 1, and read.http.temperature is not negative");
        }
    }

    static Wording defaults() {
        return new Wording(
                8,
                "You see pictures of one video in the order of time, each with its time. Answer the question about them in a few words. Answer unknown where they do not show it.",
                64,
                0,
                true,
                false);
    }
}
