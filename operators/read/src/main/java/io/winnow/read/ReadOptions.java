package io.winnow.read;

import io.winnow.records.Describe;
import java.io.Serializable;
import java.time.Duration;

/**
 * How questions are read and answered.
 *
 * @param bundle name of the reader's bundle
 * @param contextTokens most visual tokens that one question reads; 0 for what the bundle mostly saw in training
 * @param alternatives how a question that names its possible answers is answered
 * @param dropBelow share of the attention of a question's words that visual tokens get at the end of a block of layers, 0 to 1, below which later layers do without them; 0: never
 * @param batch most questions decoded together
 * @param inFlight most questions given to the engine and not answered, of one subtask
 * @param cacheBytes what keys and values of contexts read before may take, of one process
 * @param keptTokens most visual tokens that are kept of one stream for questions to come
 * @param deadline after which an answer is of no use, for questions that state none; zero for none
 */
public record ReadOptions(
        @Describe(key = "read.bundle", text = "The reader: a bundle of the role reader.")
        String bundle,

        @Describe(
                key = "read.context-tokens",
                text =
                        "Most visual tokens that one question reads; where there are more, each window gives those of the lowest rank. 0: as many as the bundle mostly saw in training.")
        int contextTokens,

        @Describe(
                key = "read.alternatives",
                text =
                        "A question that names its possible answers (a, b or c? or yes and no): score these, or write freely.")
        Alternative alternatives,

        @Describe(
                key = "read.drop-below",
                text =
                        "ToDRE's second stage: where the words of a question give less than this share of their attention to visual tokens at the end of a block of layers, later layers do without these. 0: never.")
        double dropBelow,

        @Describe(key = "read.batch", text = "Most questions decoded together.", content = false)
        int batch,

        @Describe(
                key = "read.in-flight",
                text = "Most questions of one subtask in the engine at a time; others wait in state.",
                content = false)
        int inFlight,

        @Describe(
                key = "read.cache",
                text =
                        "Memory for contexts that were read before, so that a further question on one costs only its words. 0 B keeps none.",
                content = false)
        long cacheBytes,

        @Describe(
                key = "read.kept-tokens",
                text =
                        "Visual tokens kept of one stream for questions to come. Of live streams the oldest windows go first; of files each window keeps its best.")
        int keptTokens,

        @Describe(
                key = "read.deadline",
                text = "Time after which an answer is of no use, for questions that state no deadline. 0 s: none.",
                content = false)
        Duration deadline)
        implements Serializable {

    /** What to do with alternatives that a question names. */
    public enum Alternative {
        /** The likeliest of them is the answer. */
        SCORE,
        /** They are words like others. */
        WRITE
    }

    public ReadOptions {
        require(contextTokens >= 0, "read.context-tokens is " + contextTokens);
        if (!(dropBelow >= 0 && dropBelow <= 1)) {
            throw new IllegalArgumentException("read.drop-below is " + dropBelow + ", which is no share from 0 to 1");
        }
        require(batch >= 1, "read.batch is " + batch);
        require(inFlight >= 1, "read.in-flight is " + inFlight);
        require(cacheBytes >= 0, "read.cache is " + cacheBytes);
        require(keptTokens >= 1, "read.kept-tokens is " + keptTokens);
        require(!deadline.isNegative(), "read.deadline is " + deadline);
    }

    public static ReadOptions defaults() {
        return new ReadOptions("reader-small", 0, Alternative.SCORE, 0.1, 16, 64, 64L << 20, 1 << 16, Duration.ZERO);
    }

    /** The same with another limit on the visual tokens that one question reads. */
    public ReadOptions withContextTokens(int tokens) {
        return new ReadOptions(
                bundle, tokens, alternatives, dropBelow, batch, inFlight, cacheBytes, keptTokens, deadline);
    }

    /** The same with another share of attention below which visual tokens are dropped. */
    public ReadOptions withDropBelow(double share) {
        return new ReadOptions(
                bundle, contextTokens, alternatives, share, batch, inFlight, cacheBytes, keptTokens, deadline);
    }

    /** The same for questions whose time is over, as those of a replay are. */
    public ReadOptions withoutDeadline() {
        return new ReadOptions(
                bundle, contextTokens, alternatives, dropBelow, batch, inFlight, cacheBytes, keptTokens, Duration.ZERO);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what + ", which is too little");
        }
    }
}
