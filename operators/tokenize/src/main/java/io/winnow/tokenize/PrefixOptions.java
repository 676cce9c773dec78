package io.winnow.tokenize;

import io.winnow.records.Describe;
import java.io.Serializable;

/**
 * How many tokens a frame becomes, for tokenizers whose tokens are ordered.
 *
 * @param tokens most of a frame, or 0 for as many as the bundle has
 * @param quality error that a frame's picture may have, as the mean difference of a channel in shares of its range; 0 for {@value #USUAL}
 */
public record PrefixOptions(
        @Describe(
                key = "tokenize.tokens",
                text = "For one-d-piece: tokens of a frame. For karl: most tokens of a frame. 0: as many as the bundle"
                        + " has.")
        int tokens,

        @Describe(
                key = "tokenize.quality",
                text = "For karl: error that the picture made of a frame's tokens may have, as the mean difference of a"
                        + " colour from 0 to 1; a larger one takes fewer tokens. 0: 0.05.")
        double quality)
        implements Serializable {
    /** Where nobody says anything: what KARL's authors show. */
    private static final double USUAL = 0.05;

    public PrefixOptions {
        if (tokens < 0) {
            throw new IllegalArgumentException("tokenize.tokens is not negative, as " + tokens + " is");
        }
        if (!(quality >= 0 && quality < 1)) {
            throw new IllegalArgumentException("tokenize.quality is at least 0 and below 1, not " + quality
                    + ": it is the error that a picture may have");
        }
    }

    /** All tokens, at the usual quality. */
    public static PrefixOptions defaults() {
        return new PrefixOptions(0, 0);
    }

    /** Most tokens of a frame that can have so many. */
    public int tokensOf(int slots) {
        return tokens == 0 ? slots : Math.min(tokens, slots);
    }

    /** The error that is allowed. */
    public float error() {
        return (float) (quality == 0 ? USUAL : quality);
    }
}
