package io.winnow.tokenize.vqtoken;

import io.winnow.records.Describe;
import java.io.Serializable;
import java.util.Objects;

/**
 * How many tokens VQToken makes of a clip, and of what.
 *
 * @param mode what the tokens are
 * @param rules of which release
 * @param selection how the number is chosen
 * @param count number of tokens where it is fixed
 * @param least fewest where it is chosen for each clip
 * @param most most where it is chosen for each clip
 * @param warm whether a clip goes on from the centroids of the one before
 */
public record VqTokenOptions(
        @Describe(
                key = "tokenize.vqtoken.mode",
                text =
                        "What VQToken's tokens are: the means of a clip's clusters (centroids), or what the published attention"
                                + " layer makes of them and of each frame's ids (attention), for which a bundle is converted.")
        Mode mode,

        @Describe(
                key = "tokenize.vqtoken.rules",
                text =
                        "Which release of VQToken is followed where they differ: that of 2026 (corrected), or that of 2025"
                                + " (published).")
        Rules rules,

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
        int most,

        @Describe(
                key = "tokenize.vqtoken.warm",
                text =
                        "Whether VQToken goes on from the centroids of the clip before, in the same epoch: ids of clusters stay,"
                                + " and so does their number where it is chosen.")
        boolean warm)
        implements Serializable {
    private static final int COUNT = 32;
    private static final int LEAST = 12;

    /** What the tokens are. */
    public enum Mode {
        CENTROIDS,
        ATTENTION
    }

    /** How the number of tokens is chosen. */
    public enum Selection {
        FIXED,
        ELBOW,
        SILHOUETTE
    }

    public VqTokenOptions {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(rules, "rules");
        Objects.requireNonNull(selection, "selection");
        if (count < 1 || least < 1 || most < least) {
            throw new IllegalArgumentException("tokenize.vqtoken.count " + count + " and tokenize.vqtoken.least "
                    + least + " are at least 1, and tokenize.vqtoken.most " + most + " is not below the latter");
        }
        requireCold(warm && mode == Mode.ATTENTION, "the attention's weights were trained on ids drawn anew for each");
        requireCold(warm && rules == Rules.PUBLISHED, "the published release clusters each alone");
        if (rules == Rules.PUBLISHED && selection == Selection.SILHOUETTE) {
            throw new IllegalArgumentException("the published silhouette does not look at the clusters and always takes"
                    + " the fewest: set tokenize.vqtoken.rules to corrected, or tokenize.vqtoken.selection to fixed or"
                    + " elbow");
        }
    }

    private static void requireCold(boolean otherwise, String what) {
        if (otherwise) {
            throw new IllegalArgumentException("tokenize.vqtoken.warm carries clusters from clip to clip, and " + what
                    + ": leave it at false, or change tokenize.vqtoken.mode or tokenize.vqtoken.rules");
        }
    }

    /** As published: 32 tokens, or 12 to 32. */
    public static VqTokenOptions defaults() {
        return new VqTokenOptions(Mode.CENTROIDS, Rules.CORRECTED, Selection.FIXED, COUNT, LEAST, COUNT, false);
    }

    /** Most tokens of a clip, however they are chosen. */
    public int largest() {
        return selection == Selection.FIXED ? count : most;
    }

    public VqTokenOptions withMode(Mode other) {
        return new VqTokenOptions(other, rules, selection, count, least, most, warm);
    }

    public VqTokenOptions withRules(Rules other) {
        return new VqTokenOptions(mode, other, selection, count, least, most, warm);
    }

    public VqTokenOptions withSelection(Selection other) {
        return new VqTokenOptions(mode, rules, other, count, least, most, warm);
    }

    public VqTokenOptions withCount(int other) {
        return new VqTokenOptions(mode, rules, selection, other, least, most, warm);
    }

    public VqTokenOptions withRange(int otherLeast, int otherMost) {
        return new VqTokenOptions(mode, rules, selection, count, otherLeast, otherMost, warm);
    }

    public VqTokenOptions withWarm(boolean other) {
        return new VqTokenOptions(mode, rules, selection, count, least, most, other);
    }
}
