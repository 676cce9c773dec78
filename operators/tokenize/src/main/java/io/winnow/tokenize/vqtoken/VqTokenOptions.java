package io.winnow.tokenize.vqtoken;

import io.winnow.records.Describe;
import java.io.Serializable;
import java.util.Objects;

/**
 * How many tokens VQToken makes of a clip.
 *
 * @param selection how the number is chosen
 * @param count number of tokens where it is fixed
 * @param least fewest where it is chosen for each clip
 * @param most most where it is chosen for each clip
 */
public record VqTokenOptions(
        @Describe(
                key = "tokenize.vqtoken.selection",
                text =
                        "How VQToken chooses the number of tokens of a clip: always the same (fixed), or for each clip where"
                                + " more gain little (elbow) or are best told apart (silhouette).")
        Selection selection,

        @Describe(key = "tokenize.vqtoken.count", text = "Tokens of a clip where their number is fixed.")
        int count,

        @Describe(key = "tokenize.vqtoken.least", text = "Fewest tokens of a clip where their number is chosen.")
        int least,

        @Describe(key = "tokenize.vqtoken.most", text = "Most tokens of a clip where their number is chosen.")
        int most)
        implements Serializable {
    private static final int COUNT = 32;
    private static final int LEAST = 12;

    /** How the number of tokens is chosen. */
    public enum Selection {
        FIXED,
        ELBOW,
        SILHOUETTE
    }

    public VqTokenOptions {
        Objects.requireNonNull(selection, "selection");
        if (count < 1 || least < 1 || most < least) {
            throw new IllegalArgumentException("tokenize.vqtoken.count " + count + " and tokenize.vqtoken.least "
                    + least + " are at least 1, and tokenize.vqtoken.most " + most + " is not below the latter");
        }
    }

    /** As published: 32 tokens, or 12 to 32. */
    public static VqTokenOptions defaults() {
        return new VqTokenOptions(Selection.FIXED, COUNT, LEAST, COUNT);
    }

    public VqTokenOptions withSelection(Selection other) {
        return new VqTokenOptions(other, count, least, most);
    }

    public VqTokenOptions withCount(int other) {
        return new VqTokenOptions(selection, other, least, most);
    }

    public VqTokenOptions withRange(int otherLeast, int otherMost) {
        return new VqTokenOptions(selection, count, otherLeast, otherMost);
    }
}
