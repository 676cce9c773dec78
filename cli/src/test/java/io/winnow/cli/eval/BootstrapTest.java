package io.winnow.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void equalAnswersHaveARatioOfOneForSure() {
        boolean[] right = drawn(1, 400, 0.7);
        assertThat(Bootstrap.ratio(right, right)).containsExactly(1, 1);
        assertThat(Bootstrap.difference(right, right)).containsExactly(0, 0);
    }

    @Test
    void theIntervalIsAboutThatOfTheNormalDistribution() {
        boolean[] right = drawn(2, 1_000, 0.8);
        boolean[] other = drawn(3, 1_000, 0.5);
        double sd = Math.sqrt((0.8 * 0.2 + 0.5 * 0.5) / 1_000);
        double[] interval = Bootstrap.difference(right, other);
        assertThat(interval[1] - interval[0]).isCloseTo(2 * 1.96 * sd, within(0.15 * 4 * sd));
        assertThat(interval[0]).isLessThan(0.3);
        assertThat(interval[1]).isGreaterThan(0.3);
    }

    @Test
    void withoutARightAnswerThereIsNoRatio() {
        assertThat(Bootstrap.ratio(drawn(1, 10, 0.5), new boolean[10])).containsExactly(Double.NaN, Double.NaN);
    }

    private static boolean[] drawn(long seed, int count, double share) {
        Random random = new Random(seed);
        boolean[] right = new boolean[count];
        for (int i = 0; i < count; i++) {
            right[i] = random.nextDouble() < share;
        }
        return right;
    }
}
