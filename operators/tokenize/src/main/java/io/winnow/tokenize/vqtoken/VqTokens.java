package io.winnow.tokenize.vqtoken;

import io.winnow.records.Halves;
import io.winnow.records.TokenMap;
import io.winnow.records.Tokens;

/**
 * A clip as centroids.
 *
 * @param count number of centroids
 * @param width numbers in one
 * @param codebook {@code [count, width]} mean of each cluster's vectors at unit length, so of a length of at most 1
 * @param labels {@code [cells]} which centroid each cell belongs to; in centroid mode by the corrected rules ids count up in the order in which they occur first, empty clusters last
 */
public record VqTokens(int count, int width, float[] codebook, int[] labels) {
    public VqTokens {
        if (codebook.length != count * width) {
            throw new IllegalArgumentException(
                    count + " centroids of " + width + " do not fill " + codebook.length + " numbers");
        }
    }

    /** The centroids as a record carries them. */
    public Tokens.Vectors vectors() {
        return new Tokens.Vectors(count, width, Halves.pack(codebook));
    }

    /** The labels as a record carries them. */
    public TokenMap map() {
        return map(labels, count);
    }

    /** Which of so many tokens tells of each cell. */
    public static TokenMap map(int[] tokens, int count) {
        return new TokenMap(
                Tokens.Ids.pack(tokens, Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(count - 1))));
    }
}
