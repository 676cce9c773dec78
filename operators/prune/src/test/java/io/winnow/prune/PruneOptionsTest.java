package io.winnow.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.records.Axis;
import io.winnow.records.Clock;
import io.winnow.records.Span;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PruneOptionsTest {
    private static final Span NO_TIME = new Span(0, 0, Clock.MEDIA);

    @Test
    void theDefaultsAreThoseTheShippedReaderWasTrainedWith() {
        assertThat(PruneOptions.defaults())
                .isEqualTo(new PruneOptions(
                        PrunerKind.TODRE,
                        Rule.K_CENTER,
                        new Keep.Share(0.25),
                        0.95,
                        0.3,
                        0,
                        0,
                        16_384,
                        new WindowOptions(0, Duration.ZERO)));
    }

    @Test
    void aBudgetIsRoundedUpButNotForARoundingErrorOfTheShare() {
        assertThat(PruneOptions.defaults().budget(49, NO_TIME)).isEqualTo(13);
        assertThat(PruneOptions.defaults().budget(784, NO_TIME)).isEqualTo(196);
        assertThat(PruneOptions.defaults().withKeep(0.1).budget(30, NO_TIME)).isEqualTo(3);
        assertThat(PruneOptions.defaults().withKeep(1e-9).budget(10, NO_TIME)).isEqualTo(1);
    }

    @Test
    void thePrunerIsDescribedByTheOptionsItHeeds() {
        assertThat(PruneOptions.defaults().describe()).isEqualTo("todre(rule=k-center, keep=0.25, still=0.3)");
        assertThat(PruneOptions.defaults().withPruner(PrunerKind.UNIFORM).describe())
                .isEqualTo("uniform(keep=0.25)");
        assertThat(PruneOptions.defaults().withPruner(PrunerKind.KEEP_ALL).describe())
                .isEqualTo("keep-all");
        assertThat(PruneOptions.defaults()
                        .withPruner(PrunerKind.PREFIX)
                        .withKeep(new Keep.Rate(500, 2))
                        .describe())
                .isEqualTo("prefix(keep=500 tokens/s over 2 streams)");
        assertThat(PruneOptions.defaults().withExactUpTo(0).describe())
                .isEqualTo("todre(rule=k-center, keep=0.25, still=0.3, exact-up-to=0)");
    }

    @Test
    void aShareIsAboveNothingAndAtMostAll() {
        for (double keep : new double[] {0, -0.1, 1.01, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> PruneOptions.defaults().withKeep(keep))
                    .hasMessageContaining("not above 0 and at most 1");
        }
        for (double agree : new double[] {0, -1, 1.01, Double.NaN}) {
            assertThatThrownBy(() -> PruneOptions.defaults().withAgree(agree)).hasMessageContaining("must agree");
        }
        assertThat(PruneOptions.defaults().withKeep(1).budget(7, NO_TIME)).isEqualTo(7);
        assertThatThrownBy(() -> PruneOptions.defaults().withExactUpTo(-1)).hasMessageContaining("-1");
    }

    @Test
    void whoKeepsAllHeedsNoBudget() {
        assertThat(PruneOptions.defaults()
                        .withPruner(PrunerKind.KEEP_ALL)
                        .withKeep(new Keep.Count(3))
                        .budget(7, NO_TIME))
                .isEqualTo(7);
    }

    @Test
    void placeCountsFromNothingToAlone() {
        for (double spread : new double[] {-0.1, 1.01, Double.NaN}) {
            assertThatThrownBy(() -> PruneOptions.defaults().withSpread(spread)).hasMessageContaining("spread");
        }
        assertThat(PruneOptions.defaults().withSpread(0.35).describe())
                .isEqualTo("todre(rule=k-center, keep=0.25, still=0.3, spread=0.35)");
    }

    @Test
    void aWindowIsNotCutTwoWays() {
        assertThatThrownBy(() -> new WindowOptions(3, Duration.ofSeconds(8))).hasMessageContaining("not by both");
    }

    @Test
    void tokensThatRefineOneAnotherAreOnlyCutToAPrefix() {
        PruneOptions todre = PruneOptions.defaults();
        assertThat(PruneRules.problem(Axis.SPATIAL, todre)).isEmpty();
        assertThat(PruneRules.problem(Axis.CENTROIDS, todre)).isEmpty();
        assertThat(PruneRules.problem(Axis.PREFIX, todre))
                .hasValueSatisfying(problem -> assertThat(problem).contains("shorter prefix"));
        assertThat(PruneRules.problem(Axis.PREFIX, todre.withPruner(PrunerKind.PREFIX)))
                .isEmpty();
        assertThat(PruneRules.problem(Axis.SPATIAL, todre.withPruner(PrunerKind.PREFIX)))
                .isPresent();
        assertThat(PruneRules.problem(Axis.PREFIX, todre.withPruner(PrunerKind.KEEP_ALL)))
                .isEmpty();
    }
}
