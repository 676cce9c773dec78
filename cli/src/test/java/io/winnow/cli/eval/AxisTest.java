package io.winnow.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void ticksAreRoundNumbersAroundAllNumbers() {
        assertThat(Axis.over(new double[] {15.1, 25.9}, false).ticks())
                .containsExactly(14.0, 16.0, 18.0, 20.0, 22.0, 24.0, 26.0);
        assertThat(Axis.over(new double[] {2, 1000}, true).ticks())
                .containsExactly(2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0, 1024.0);
        assertThat(Axis.over(new double[] {7}, false).ticks()).hasSizeGreaterThan(1);
        assertThat(Axis.over(new double[] {8}, true).ticks()).containsExactly(8.0, 16.0);
    }

    @Property(tries = 200)
    void everyNumberLiesWithin(
            @ForAll @Size(min = 1, max = 6) List<@DoubleRange(min = 0.01, max = 5000) Double> some,
            @ForAll boolean ratios) {
        double[] numbers = some.stream().mapToDouble(Double::doubleValue).toArray();
        Axis axis = Axis.over(numbers, ratios);
        for (double number : numbers) {
            assertThat(axis.place(number)).isBetween(-1e-9, 1 + 1e-9);
        }
        assertThat(axis.ticks()).isSorted().doesNotHaveDuplicates().hasSizeBetween(2, 24);
    }
}
