package io.winnow.tokenize.vqtoken;

import io.winnow.tokenize.vqtoken.VqTokenOptions.Selection;
import java.util.ArrayList;
import java.util.List;

/**
 * VQToken in centroid mode (arXiv 2503.16980, section 3; the released code's runtime version 2): spherical k-means over all vectors of a clip, whose means are its tokens. The same vectors give the
 * same tokens always. Safe for use by several threads.
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
     */
    public VqTokens encode(float[] vectors, int width) {
        UnitVectors unit = UnitVectors.of(vectors, width);
        if (options.selection() == Selection.FIXED) {
            return fit(unit, Math.min(options.count(), unit.count()), FIXED_ITERATIONS, SEED)
                    .canonical();
        }
        boolean elbow = options.selection() == Selection.ELBOW;
        // One cluster a vector has no silhouette.
        int ceiling = Math.max(1, elbow ? unit.count() : unit.count() - 1);
        List<Clustering> candidates = new ArrayList<>();
        int most = Math.min(options.most(), ceiling);
        for (int clusters = Math.min(options.least(), ceiling); clusters <= most; clusters++) {
            candidates.add(fit(unit, clusters, ADAPTIVE_ITERATIONS, SEED));
        }
        return choose(candidates, elbow).canonical();
    }

    static Clustering fit(UnitVectors unit, int clusters, int iterations, long seed) {
        return SphericalKMeans.fit(unit, Seeding.draw(unit, clusters, seed), iterations);
    }

    static Clustering choose(List<Clustering> candidates, boolean elbow) {
        double[] scores = candidates.stream()
                .mapToDouble(candidate -> elbow ? candidate.distortion() : Silhouette.of(candidate))
                .toArray();
        return candidates.get(elbow ? Elbow.of(scores) : best(scores));
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
