package io.winnow.tokenize.vqtoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.tokenize.vqtoken.VqTokenOptions.Selection;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VqTokenTest {

    /** Vectors around a few directions. */
    private static float[] scene(long seed, int count, int directions, int width) {
        Random random = new Random(seed);
        float[][] centres = new float[directions][width];
        for (float[] centre : centres) {
            for (int i = 0; i < width; i++) {
                centre[i] = (float) random.nextGaussian();
            }
        }
        float[] vectors = new float[count * width];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = centres[i / width % directions][i % width] + 0.1f * (float) random.nextGaussian();
        }
        return vectors;
    }

    @Property(tries = 30)
    void theClustersAreThoseOfTheSlowTwin(
            @ForAll @IntRange(max = 10_000) int seed,
            @ForAll @IntRange(min = 2, max = 60) int count,
            @ForAll @IntRange(min = 1, max = 8) int clusters) {
        UnitVectors unit = UnitVectors.of(scene(seed, count, 5, 12), 12);
        int[] seeds = Seeding.draw(Rules.CORRECTED, unit, Math.min(clusters, count), seed);
        Clustering fitted = SphericalKMeans.fit(Rules.CORRECTED, unit, seeds, 50);
        assertThat(fitted.labels()).isEqualTo(SlowClustering.labels(unit, seeds, 50));
        Clustering published = SphericalKMeans.fit(Rules.PUBLISHED, unit, seeds, 50);
        assertThat(published.labels()).isEqualTo(SlowClustering.publishedLabels(unit, seeds, 50));
    }

    @Property(tries = 30)
    void theSilhouetteIsThatOfAllPairs(@ForAll @IntRange(max = 10_000) int seed) {
        UnitVectors unit = UnitVectors.of(scene(seed, 40, 4, 6), 6);
        Clustering fitted = VqToken.fit(Rules.CORRECTED, unit, 5, 50, seed);
        assertThat(Silhouette.of(fitted)).isCloseTo(SlowClustering.silhouette(unit, fitted.labels(), 5), within(1e-5));
    }

    @Property(tries = 50)
    void idsCountUpInTheOrderInWhichTheyOccur(
            @ForAll @IntRange(max = 10_000) int seed, @ForAll @IntRange(min = 1, max = 50) int count) {
        VqTokens tokens = new VqToken(VqTokenOptions.defaults().withCount(7)).encode(scene(seed, count, 9, 5), 5);
        assertThat(tokens.count()).isEqualTo(Math.min(7, count));
        int next = 0;
        for (int label : tokens.labels()) {
            assertThat(label).isBetween(0, next);
            next = Math.max(next, label + 1);
        }
    }

    @Test
    void theNumberIsFoundWhereDirectionsAreClear() {
        float[] vectors = scene(3, 300, 6, 24);
        for (Selection selection : new Selection[] {Selection.ELBOW, Selection.SILHOUETTE}) {
            VqTokens tokens = new VqToken(
                            VqTokenOptions.defaults().withSelection(selection).withRange(2, 16))
                    .encode(vectors, 24);
            assertThat(tokens.count()).as(selection.toString()).isBetween(5, 7);
        }
    }

    @Test
    void theSameVectorsGiveTheSameTokensWhateverTheirLength() {
        float[] vectors = scene(4, 120, 8, 16);
        float[] longer = vectors.clone();
        for (int i = 0; i < longer.length; i++) {
            longer[i] *= 4;
        }
        VqToken system = new VqToken(VqTokenOptions.defaults());
        assertThat(system.encode(longer, 16).labels())
                .isEqualTo(system.encode(vectors, 16).labels());
    }

    @Test
    void equalVectorsAreOneClusterAndTheOthersAreEmpty() {
        float[] vectors = new float[20];
        Arrays.fill(vectors, 0.5f);
        VqTokens tokens = new VqToken(VqTokenOptions.defaults().withCount(3)).encode(vectors, 4);
        assertThat(tokens.labels()).containsOnly(0);
        assertThat(tokens.codebook()).containsOnly(0.5f);
    }

    @Test
    void aRecordCarriesCentroidsAsHalvesAndTheMapAtItsBitWidth() {
        VqTokens tokens = new VqToken(VqTokenOptions.defaults().withCount(5)).encode(scene(1, 49, 5, 8), 8);
        assertThat(tokens.vectors().count()).isEqualTo(5);
        assertThat(tokens.map().indices().bits()).isEqualTo(3);
        assertThat(tokens.map().indices().unpack()).isEqualTo(tokens.labels());
    }

    @Property(tries = 100)
    void thePublishedElbowIsThatOfTheSlowTwin(
            @ForAll @IntRange(max = 10_000) int seed,
            @ForAll @IntRange(min = 1, max = 21) int candidates,
            @ForAll @IntRange(min = 1, max = 20) int least) {
        double[] scatter = new Random(seed).doubles(candidates).toArray();
        assertThat(Elbow.published(scatter, least)).isEqualTo(SlowClustering.publishedElbow(scatter, least));
    }

    @Test
    void thePublishedNumberIsTheFewestUnlessTheCurveBendsLate() {
        double[] late = new double[21];
        Arrays.setAll(late, i -> Math.max(0, 12 - i));
        // The curve bends at 24 clusters, of which the release makes 15.
        assertThat(Elbow.published(late, 12)).isEqualTo(15);
        double[] early = new double[21];
        early[0] = 1;
        assertThat(Elbow.published(early, 12)).isEqualTo(12);
        VqTokenOptions options = VqTokenOptions.defaults().withRules(Rules.PUBLISHED);
        VqTokens tokens = new VqToken(options.withSelection(Selection.ELBOW)).encode(scene(3, 300, 6, 24), 24);
        assertThat(tokens.count()).isBetween(12, 22);
    }

    @Test
    void thePublishedSilhouetteIsRefused() {
        VqTokenOptions silhouette = VqTokenOptions.defaults().withSelection(Selection.SILHOUETTE);
        assertThatThrownBy(() -> silhouette.withRules(Rules.PUBLISHED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("always takes the fewest");
    }

    @Test
    void moreTokensThanCellsAreNotMade() {
        float[] vectors = scene(2, 4, 4, 8);
        for (Rules rules : Rules.values()) {
            VqToken system = new VqToken(VqTokenOptions.defaults().withRules(rules));
            assertThat(system.encode(vectors, 8).count()).isEqualTo(4);
            VqTokenOptions elbow = VqTokenOptions.defaults().withRules(rules).withSelection(Selection.ELBOW);
            assertThat(new VqToken(elbow).encode(vectors, 8).count()).isEqualTo(4);
        }
        VqTokenOptions silhouette = VqTokenOptions.defaults().withSelection(Selection.SILHOUETTE);
        assertThat(new VqToken(silhouette).encode(vectors, 8).count()).isEqualTo(3);
        assertThat(new VqToken(silhouette).encode(scene(2, 1, 1, 8), 8).count()).isOne();
    }

    @Test
    void vectorsOfLengthZeroAreOneClusterAndStayZero() {
        VqTokens tokens = new VqToken(VqTokenOptions.defaults().withCount(2)).encode(new float[12], 4);
        assertThat(tokens.labels()).containsOnly(0);
        assertThat(tokens.codebook()).containsOnly(0);
    }

    /** Of one scene it depends on the draw: of many it does not. */
    @Test
    void permutingTheFramesLeavesTheDistortionNearlyTheSame() {
        double forward = 0;
        double backward = 0;
        int frame = 12 * 12;
        for (int seed = 0; seed < 30; seed++) {
            float[] vectors = scene(seed, 120, 8, 12);
            float[] turned = new float[vectors.length];
            for (int i = 0; i < 10; i++) {
                System.arraycopy(vectors, i * frame, turned, (9 - i) * frame, frame);
            }
            forward += VqToken.fit(Rules.CORRECTED, UnitVectors.of(vectors, 12), 12, 50, 0)
                    .distortion();
            backward += VqToken.fit(Rules.CORRECTED, UnitVectors.of(turned, 12), 12, 50, 0)
                    .distortion();
        }
        assertThat(backward / forward).isCloseTo(1, within(0.05));
    }

    @Test
    void whatIsNoWholeNumberOfVectorsIsRefused() {
        assertThatThrownBy(() -> new VqToken(VqTokenOptions.defaults()).encode(new float[7], 2))
                .hasMessage("7 numbers are no vectors of 2");
        assertThatThrownBy(() -> new VqToken(VqTokenOptions.defaults()).encode(new float[0], 2))
                .hasMessage("a clip without tokens has no clusters");
    }

    @Test
    void aNumberThatIsNotFiniteIsNamed() {
        float[] vectors = scene(1, 10, 3, 4);
        vectors[4 * 7 + 2] = Float.NaN;
        assertThatThrownBy(() -> new VqToken(VqTokenOptions.defaults()).encode(vectors, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("number 2 of vector 7 is NaN");
    }
}
