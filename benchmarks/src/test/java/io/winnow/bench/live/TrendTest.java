package io.winnow.bench.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static double[] hours(int looks) {
        return IntStream.range(0, looks).mapToDouble(i -> i / 360.0).toArray();
    }

    private static double[] line(double[] hours, double level, double slope) {
        return IntStream.range(0, hours.length)
                .mapToDouble(i -> level + slope * hours[i])
                .toArray();
    }

    @Property(tries = 100)
    void aLineHasItsSlope(
            @ForAll @IntRange(min = 2, max = 60) int looks,
            @ForAll @DoubleRange(min = 1, max = 1e9) double level,
            @ForAll @DoubleRange(min = -100, max = 100) double slope) {
        double[] hours = hours(looks);
        Trend trend = Trend.of(hours, line(hours, level, slope));
        assertThat(trend.slope()).isCloseTo(slope, within(1e-6 * level + 1e-6));
        assertThat(trend.upper()).isGreaterThanOrEqualTo(trend.slope());
    }

    @Test
    void aFewLeapsDoNotMoveIt() {
        double[] hours = hours(120);
        double[] levels = line(hours, 100, 2);
        for (int i = 0; i < 20; i++) {
            levels[5 * i] += 1000;
        }
        assertThat(Trend.of(hours, levels).slope()).isCloseTo(2, within(0.5));
    }

    @Test
    void itsBoundHoldsAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(5);
        double[] hours = hours(60);
        int held = 0;
        for (int run = 0; run < 400; run++) {
            double[] levels = line(hours, 100, 3);
            for (int i = 0; i < levels.length; i++) {
                levels[i] += random.nextDouble() - 0.5;
            }
            held += Trend.of(hours, levels).upper() >= 3 ? 1 : 0;
        }
        assertThat(held).isBetween(380, 399);
    }

    @Test
    void whatDoesNotRiseIsKept() {
        assertThat(Trend.of(hours(3), new double[] {5, 5, 5}).kept()).isEqualTo(1);
        assertThat(Trend.of(new double[] {0, 1}, new double[] {99, 101}).kept()).isCloseTo(100 / 102.0, within(1e-12));
        assertThatThrownBy(() -> Trend.of(new double[] {1}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
