package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProbabilitiesTest {

    @Test
    void thoseOfAllWordsAddUpToOne() {
        float[] logits = {1000, 999, -5, 1000};
        double sum = 0;
        for (int word = 0; word < logits.length; word++) {
            sum += Math.exp(Probabilities.log(logits, word));
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(Probabilities.log(logits, 0)).isEqualTo(Probabilities.log(logits, 3));
    }

    @Test
    void aHigherTemperatureIsLessSure() {
        double[] scores = {-1, -3, -9};
        assertThat(Probabilities.softmax(scores, 3)[0]).isLessThan(Probabilities.softmax(scores, 1)[0]);
        assertThat(Probabilities.calibrated(Math.log(0.9), 1)).isCloseTo(0.9, within(1e-9));
        assertThat(Probabilities.calibrated(Math.log(0.9), 3)).isBetween(0.5, 0.9);
    }

    @Test
    void certaintyStaysWithinZeroAndOne() {
        assertThat(Probabilities.calibrated(0, 2)).isEqualTo(1);
        assertThat(Probabilities.calibrated(1e-12, 2)).isEqualTo(1);
        assertThat(Probabilities.calibrated(-1e4, 2)).isCloseTo(0, within(1e-9));
    }
}
