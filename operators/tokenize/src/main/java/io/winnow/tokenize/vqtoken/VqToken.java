package io.winnow.tokenize.vqtoken;

import io.winnow.records.Halves;
import io.winnow.records.Tokens;
import io.winnow.tokenize.vqtoken.VqTokenOptions.Selection;
import java.util.ArrayList;
import java.util.List;

/**
 * VQToken's codebook of a clip (arXiv 2503.16980, section 3; the released code): spherical k-means over all vectors of a clip, whose means are its tokens, or what attention reads. The same vectors give
 * the same tokens always. Safe for use by several threads.
 */
public final class VqToken {
    private static final int FIXED_ITERATIONS = 50;
    private static final int ADAPTIVE_ITERATIONS = 100;
    private static final long SEED = 0;

    private final VqTokenOptions options;

    public VqToken(VqTokenOptions options) {
        this.options = options;
    }

    /**
     * Makes the tokens of a clip.
     *
     * @param vectors {@code [cells, width]} row-major, frame by frame, of any length
     * @return at most as many tokens as there are cells
     * @throws IllegalArgumentException where there are no vectors, or one has a number that is not finite
     */
    public VqTokens encode(float[] vectors, int width) {
        Clustering clustering = clustered(UnitVectors.of(vectors, width));
        boolean raw = options.rules() == Rules.PUBLISHED || options.mode() == VqTokenOptions.Mode.ATTENTION;
        return raw ? clustering.raw() : clustering.canonical();
    }

    /**
     * Makes the tokens of a clip that follows another, whose clusters keep their ids.
     *
     * @param vectors {@code [cells, width]} row-major, frame by frame, of any length
     * @param before {@code [count, width]} tokens of the clip before
     * @return as many tokens as the clip before has, or those of a new start where it has another number than is asked for, more than there are cells, or another width
     * @throws IllegalArgumentException where there are no vectors, or one has a number that is not finite
     */
    public VqTokens encode(float[] vectors, int width, Tokens.Vectors before) {
        UnitVectors unit = UnitVectors.of(vectors, width);
        boolean asked = options.selection() == Selection.FIXED
                ? before.count() == Math.min(options.count(), unit.count())
                : before.count() <= unit.count();
        if (before.width() != width || !asked) {
            return encode(vectors, width);
        }
        return WarmStart.fit(unit, Halves.unpack(before.halves()), WarmStart.ITERATIONS, SEED)
                .raw();
    }

    /**
     * Clusters from given seeds, as the reference and other programs can be told to.
     *
     * @param vectors {@code [cells, width]} of any length
     * @param seeds indices of the vectors to start from, one a token
     * @param iterations at most
     */
    public static VqTokens from(float[] vectors, int width, int[] seeds, int iterations) {
        return SphericalKMeans.fit(Rules.CORRECTED, UnitVectors.of(vectors, width), seeds, iterations)
                .raw();
    }

    private Clustering clustered(UnitVectors unit) {
        if (options.selection() == Selection.FIXED) {
            return fit(options.rules(), unit, Math.min(options.count(), unit.count()), FIXED_ITERATIONS, SEED);
        }
        boolean elbow = options.selection() == Selection.ELBOW;
        // One cluster a vector has no silhouette.
        int ceiling = Math.max(1, elbow ? unit.count() : unit.count() - 1);
        List<Clustering> candidates = new ArrayList<>();
        int most = Math.min(options.most(), ceiling);
        for (int clusters = Math.min(options.least(), ceiling); clusters <= most; clusters++) {
            candidates.add(fit(options.rules(), unit, clusters, ADAPTIVE_ITERATIONS, SEED));
        }
        return options.rules() == Rules.PUBLISHED ? published(candidates) : choose(candidates, elbow);
    }

    static Clustering fit(Rules rules, UnitVectors unit, int clusters, int iterations, long seed) {
        return SphericalKMeans.fit(rules, unit, Seeding.draw(rules, unit, clusters, seed), iterations);
    }

    /** By the corrected rules. */
    static Clustering choose(List<Clustering> candidates, boolean elbow) {
        double[] scores = candidates.stream()
                .mapToDouble(candidate -> elbow ? candidate.distortion() : Silhouette.of(candidate))
                .toArray();
        return candidates.get(elbow ? Elbow.of(scores) : best(scores));
    }

    /** By the published rules, from candidates whose numbers of clusters count up. */
    static Clustering published(List<Clustering> candidates) {
        double[] scores = candidates.stream().mapToDouble(Clustering::scatter).toArray();
        int least = candidates.get(0).clusters();
        int chosen = Elbow.published(scores, least);
        return candidates.get(Math.min(chosen - least, candidates.size() - 1));
    }

    private static int best(double[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] > scores[best]) {
                best = i;
            }
        }
        return best;
    }
}
