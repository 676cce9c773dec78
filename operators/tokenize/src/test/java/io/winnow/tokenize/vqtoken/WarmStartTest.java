package io.winnow.tokenize.vqtoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.tokenize.vqtoken.VqTokenOptions.Mode;
import io.winnow.tokenize.vqtoken.VqTokenOptions.Selection;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WarmStartTest {
    private static final int WIDTH = 24;
    private static final int CELLS = 36;
    private static final int FRAMES = 8;
    private static final int CLUSTERS = 12;
    /** Cells of these places, a third, show something else in each window. */
    private static final int MOVING = 3;

    private final VqToken cold = new VqToken(VqTokenOptions.defaults().withCount(CLUSTERS));

    /** A window of a scene whose unmoved cells have directions of their own, with noise, and whose others change from window to window. */
    private static float[] window(long scene, int number) {
        Random still = new Random(scene);
        float[][] places = new float[CELLS][];
        for (int cell = 0; cell < CELLS; cell++) {
            places[cell] = direction(still);
        }
        Random moving = new Random(scene * 1000 + number);
        float[] vectors = new float[FRAMES * CELLS * WIDTH];
        for (int frame = 0; frame < FRAMES; frame++) {
            for (int cell = 0; cell < CELLS; cell++) {
                float[] place = isMoving(cell) && frame % 2 == 0 ? direction(moving) : places[cell / 4 * 4];
                for (int i = 0; i < WIDTH; i++) {
                    vectors[(frame * CELLS + cell) * WIDTH + i] = place[i] + 0.1f * (float) moving.nextGaussian();
                }
            }
        }
        return vectors;
    }

    private static boolean isMoving(int cell) {
        return cell % MOVING == 0;
    }

    private static float[] direction(Random random) {
        float[] direction = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            direction[i] = (float) random.nextGaussian();
        }
        return direction;
    }

    @Test
    void twoIterationsFromTheClipBeforeEndNoHigherThanTenFromNewSeeds() {
        double warm = 0;
        double anew = 0;
        for (int scene = 0; scene < 10; scene++) {
            float[] carried = VqToken.fit(Rules.CORRECTED, UnitVectors.of(window(scene, 0), WIDTH), CLUSTERS, 50, 0)
                    .codebook();
            for (int number = 1; number < 8; number++) {
                UnitVectors unit = UnitVectors.of(window(scene, number), WIDTH);
                Clustering followed = WarmStart.fit(unit, carried, 2, 0);
                warm += followed.distortion();
                anew += VqToken.fit(Rules.CORRECTED, unit, CLUSTERS, 10, 0).distortion();
                carried = followed.codebook();
            }
        }
        assertThat(warm).isLessThanOrEqualTo(anew);
    }

    @Test
    void cellsThatDoNotMoveKeepTheIdsOfTheirClusters() {
        int same = 0;
        int all = 0;
        int sameOfNewStarts = 0;
        for (int scene = 0; scene < 10; scene++) {
            VqTokens before = cold.encode(window(scene, 0), WIDTH);
            VqTokens anewBefore = before;
            for (int number = 1; number < 8; number++) {
                float[] vectors = window(scene, number);
                VqTokens now = cold.encode(vectors, WIDTH, before.vectors());
                VqTokens anew = cold.encode(vectors, WIDTH);
                for (int cell = 0; cell < CELLS; cell++) {
                    if (!isMoving(cell)) {
                        int last = (FRAMES - 1) * CELLS + cell;
                        all++;
                        same += now.labels()[cell] == before.labels()[last] ? 1 : 0;
                        sameOfNewStarts += anew.labels()[cell] == anewBefore.labels()[last] ? 1 : 0;
                    }
                }
                before = now;
                anewBefore = anew;
            }
        }
        assertThat((double) same / all).isGreaterThan(0.9);
        assertThat(sameOfNewStarts).isLessThan(same);
    }

    @Test
    void theSameClipAgainKeepsEveryId() {
        float[] vectors = window(1, 0);
        VqTokens first = cold.encode(vectors, WIDTH);
        assertThat(cold.encode(vectors, WIDTH, first.vectors()).labels()).isEqualTo(first.labels());
    }

    @Property(tries = 50)
    void whatAnExchangeGainsIsWhatTheSlowTwinFinds(
            @ForAll @IntRange(max = 10_000) int seed, @ForAll @IntRange(min = 2, max = 6) int clusters) {
        UnitVectors unit = UnitVectors.of(window(seed, 0), WIDTH);
        Random random = new Random(seed);
        float[] centroids = new float[clusters * WIDTH];
        for (int cluster = 0; cluster < clusters; cluster++) {
            System.arraycopy(direction(random), 0, centroids, cluster * WIDTH, WIDTH);
        }
        float[] directions = Clustering.normalised(centroids, WIDTH);
        Nearest nearest = new Nearest(unit, directions, clusters);
        int row = random.nextInt(unit.count());
        int given = nearest.leastNeeded();
        float[] products = new float[unit.count()];
        float[] vector = Arrays.copyOfRange(unit.rows(), row * WIDTH, (row + 1) * WIDTH);
        unit.products(vector, 1, products);
        double gain = nearest.gain(given, products, 0);

        double before = SlowClustering.leastDistances(unit, directions);
        float[] exchanged = directions.clone();
        System.arraycopy(vector, 0, exchanged, given * WIDTH, WIDTH);
        assertThat(gain).isCloseTo(before - SlowClustering.leastDistances(unit, exchanged), within(1e-3));
        nearest.exchange(given, products);
        assertThat(nearest.labels()).isEqualTo(new Nearest(unit, exchanged, clusters).labels());
        double least = IntStream.range(0, clusters)
                .mapToDouble(cluster -> SlowClustering.leastDistancesWithout(unit, directions, cluster))
                .min()
                .orElseThrow();
        assertThat(SlowClustering.leastDistancesWithout(unit, directions, given))
                .isCloseTo(least, within(1e-3));
    }

    @Test
    void aClipWithAnotherNumberOfTokensStartsAnew() {
        float[] vectors = window(2, 0);
        VqTokens other = new VqToken(VqTokenOptions.defaults().withCount(5)).encode(vectors, WIDTH);
        assertThat(cold.encode(vectors, WIDTH, other.vectors()).labels())
                .isEqualTo(cold.encode(vectors, WIDTH).labels());
    }

    @Test
    void aNumberThatWasChosenStays() {
        VqToken chosen = new VqToken(VqTokenOptions.defaults()
                .withSelection(Selection.ELBOW)
                .withRange(4, 12)
                .withWarm(true));
        VqTokens first = chosen.encode(window(3, 0), WIDTH);
        assertThat(chosen.encode(window(4, 1), WIDTH, first.vectors()).count()).isEqualTo(first.count());
    }

    @Test
    void equalVectorsAndOneClusterAreNoTrouble() {
        float[] equal = new float[40 * WIDTH];
        Arrays.fill(equal, 0.5f);
        VqTokens before = cold.encode(window(5, 0), WIDTH);
        VqTokens tokens = cold.encode(equal, WIDTH, before.vectors());
        assertThat(IntStream.of(tokens.labels()).distinct()).hasSize(1);
        VqToken one = new VqToken(VqTokenOptions.defaults().withCount(1));
        VqTokens single = one.encode(equal, WIDTH);
        assertThat(one.encode(equal, WIDTH, single.vectors()).labels()).containsOnly(0);
        assertThat(cold.encode(new float[equal.length], WIDTH, before.vectors()).count())
                .isEqualTo(CLUSTERS);
    }

    @Test
    void attentionAndThePublishedRulesStartAnewAlways() {
        VqTokenOptions warm = VqTokenOptions.defaults().withWarm(true);
        assertThatThrownBy(() -> warm.withMode(Mode.ATTENTION)).hasMessageContaining("tokenize.vqtoken.warm");
        assertThatThrownBy(() -> warm.withRules(Rules.PUBLISHED)).hasMessageContaining("clusters each alone");
    }
}
