package io.winnow.jobs.definition;

import io.winnow.records.Describe;
import java.io.Serializable;

/**
 * The links between stages.
 *
 * @param tokens from tokenize to prune
 * @param pruned from prune to read
 * @param questions from askers to read
 * @param answers from read to whoever asked
 */
public record EdgeOptions(
        @Describe(
                key = "edges.tokens",
                text = "Link from tokenize to prune: local, kafka, or kafka:PIPELINE for another pipeline's topic.",
                content = false)
        Link tokens,

        @Describe(
                key = "edges.pruned",
                text = "Link from prune to read: local, kafka, or kafka:PIPELINE for another pipeline's topic.",
                content = false)
        Link pruned,

        @Describe(
                key = "edges.questions",
                text = "Where questions come from: their topic, or those given with the command.",
                content = false)
        Questions questions,

        @Describe(
                key = "edges.answers",
                text = "Where answers go: their topic, or back to the command that asked.",
                content = false)
        Answers answers)
        implements Serializable {

    /** Where questions come from. */
    public enum Questions {
        TOPIC,
        GIVEN
    }

    /** Where answers go. */
    public enum Answers {
        TOPIC,
        COLLECTED
    }

    public static EdgeOptions defaults() {
        return new EdgeOptions(Link.KAFKA, Link.LOCAL, Questions.TOPIC, Answers.TOPIC);
    }
}
