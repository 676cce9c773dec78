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
        int[] seeds = Seeding.draw(unit, Math.min(clusters, count), seed);
        Clustering fitted = SphericalKMeans.fit(unit, seeds, 50);
        assertThat(fitted.labels()).isEqualTo(SlowClustering.labels(unit, seeds, 50));
    }

    @Property(tries = 30)
    void theSilhouetteIsThatOfAllPairs(@ForAll @IntRange(max = 10_000) int seed) {
        UnitVectors unit = UnitVectors.of(scene(seed, 40, 4, 6), 6);
        Clustering fitted = VqToken.fit(unit, 5, 50, seed);
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

    @Test
    void whatIsNoWholeNumberOfVectorsIsRefused() {
        assertThatThrownBy(() -> new VqToken(VqTokenOptions.defaults()).encode(new float[7], 2))
                .hasMessage("7 numbers are no vectors of 2");
    }
}
