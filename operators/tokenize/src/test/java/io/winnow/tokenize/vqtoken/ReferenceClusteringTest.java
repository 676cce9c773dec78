package io.winnow.tokenize.vqtoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what both releases made of a synthetic clip, from their own seeds. */
class ReferenceClusteringTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("winnow.root")).resolve("../shared/reference/vqtoken");
    private static final int LEAST = 6;
    private static final int MOST = 16;

    private static ReferenceTensors inputs;
    private static ReferenceTensors outputs;
    private static UnitVectors unit;

    @BeforeAll
    static void readCase() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER));
        inputs = ReferenceTensors.read(FOLDER.resolve("inputs.safetensors"));
        outputs = ReferenceTensors.read(FOLDER.resolve("outputs.safetensors"));
        unit = UnitVectors.of(inputs.floats("features"), 64);
    }

    private static Clustering fit(int clusters, int iterations) {
        return SphericalKMeans.fit(Rules.CORRECTED, unit, inputs.ints("v2_init_indices_K" + clusters), iterations);
    }

    private static void assertClose(float[] actual, float[] expected, float tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).as("number " + i).isCloseTo(expected[i], within(tolerance));
        }
    }

    @Test
    void fixedClustersAreEqual() {
        Clustering fitted = fit(12, 50);
        assertThat(fitted.labels()).isEqualTo(outputs.ints("v2_fixed_raw/labels"));
        assertClose(fitted.codebook(), outputs.floats("v2_fixed_raw/codebook"), 1e-5f);
        assertClose(fitted.centroids(), outputs.floats("v2_fixed_raw/fitted_centroids"), 1e-5f);
    }

    @Test
    void theirCanonicalOrderIsEqual() {
        VqTokens tokens = fit(12, 50).canonical();
        assertThat(tokens.labels()).isEqualTo(outputs.ints("v2_fixed_canonical/labels"));
        assertClose(tokens.codebook(), outputs.floats("v2_fixed_canonical/codebook"), 1e-5f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"elbow", "silhouette"})
    void theChosenNumberAndItsClustersAreEqual(String selection) {
        boolean elbow = selection.equals("elbow");
        List<Clustering> candidates =
                IntStream.rangeClosed(LEAST, MOST).mapToObj(k -> fit(k, 100)).toList();
        double[] expected = outputs.doubles("v2_" + selection + "/score_per_K");
        for (int i = 0; i < expected.length; i++) {
            double score = elbow ? candidates.get(i).distortion() : Silhouette.of(candidates.get(i));
            assertThat(score / expected[i]).isCloseTo(1, within(1e-3));
        }
        Clustering chosen = VqToken.choose(candidates, elbow);
        assertThat(chosen.clusters()).isEqualTo(outputs.ints("v2_" + selection + "/best_K")[0]);
        VqTokens tokens = chosen.canonical();
        assertThat(tokens.labels()).isEqualTo(outputs.ints("v2_" + selection + "/labels"));
        assertClose(tokens.codebook(), outputs.floats("v2_" + selection + "/codebook"), 1e-5f);
    }

    @Test
    void theFirstReleaseStopsBeforeItAdoptsItsLastCentroids() {
        Clustering fitted = SphericalKMeans.fit(Rules.PUBLISHED, unit, inputs.ints("v2_init_indices_K12"), 300);
        assertThat(fitted.labels()).isEqualTo(outputs.ints("v1_fixed/labels"));
        assertClose(fitted.centroids(), outputs.floats("v1_fixed/fitted_centroids"), 1e-5f);
        assertClose(fitted.codebook(), outputs.floats("v1_fixed/codebook"), 1e-5f);
    }

    @Test
    void theFirstReleaseTakesAnIndexForANumberOfClusters() {
        int[] seeds = inputs.ints("v1_elbow_init_indices_flat");
        double[] expected = outputs.doubles("v1_elbow/distortion_K12_to_32");
        List<Clustering> candidates = new ArrayList<>();
        int from = 0;
        for (int clusters = 12; clusters <= 32; clusters++) {
            int[] own = Arrays.copyOfRange(seeds, from, from + clusters);
            from += clusters;
            candidates.add(SphericalKMeans.fit(Rules.PUBLISHED, unit, own, 100));
            double scatter = candidates.get(clusters - 12).scatter();
            assertThat(scatter / expected[clusters - 12]).isCloseTo(1, within(1e-3));
        }
        VqTokens chosen = VqToken.published(candidates).raw();
        assertThat(chosen.count()).isEqualTo(14);
        assertThat(chosen.labels()).isEqualTo(outputs.ints("v1_elbow/labels"));
        assertClose(chosen.codebook(), outputs.floats("v1_elbow/codebook"), 1e-5f);
    }

    @Test
    void ownSeedsAreNoMoreThanTwoPerCentWorse() {
        double expected = outputs.doubles("v2_elbow/score_per_K")[12 - LEAST];
        for (int seed = 0; seed < 20; seed++) {
            assertThat(VqToken.fit(Rules.CORRECTED, unit, 12, 100, seed).distortion())
                    .as("seed " + seed)
                    .isLessThan(1.02 * expected);
        }
    }

    @Test
    void ownSeedsAreNoMoreThanTwoPerCentWorseOverAllNumbersOfClusters() {
        double expected = Arrays.stream(outputs.doubles("v2_elbow/score_per_K")).sum();
        double sum = IntStream.rangeClosed(LEAST, MOST)
                .mapToDouble(clusters -> IntStream.range(0, 20)
                        .mapToDouble(seed -> VqToken.fit(Rules.CORRECTED, unit, clusters, 100, seed)
                                .distortion())
                        .average()
                        .orElseThrow())
                .sum();
        assertThat(sum).isLessThan(1.02 * expected);
    }
}
