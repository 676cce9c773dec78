package io.winnow.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HalvesTest {

    @Test
    void everyHalfIsReadAsTheFormulaSaysAndWrittenBack() {
        for (int bits = 0; bits < 0x10000; bits++) {
            short half = (short) bits;
            float number = Halves.toFloat(half);
            assertThat(Float.compare(number, slowToFloat(half)))
                    .as("half %04x", bits)
                    .isZero();
            if (!Float.isNaN(number)) {
                assertThat(Halves.fromFloat(number)).as("half %04x", bits).isEqualTo(half);
            }
        }
    }

    @Test
    void betweenTwoNeighboursTheNearerOneIsTakenAndTheEvenOneInTheMiddle() {
        for (int bits = 0; bits < 0x7bff; bits++) {
            double low = Halves.toFloat((short) bits);
            double high = Halves.toFloat((short) (bits + 1));
            float middle = (float) ((low + high) / 2);
            int even = bits % 2 == 0 ? bits : bits + 1;
            assertThat(Halves.fromFloat(middle)).isEqualTo((short) even);
            assertThat(Halves.fromFloat(Math.nextDown(middle))).isEqualTo((short) bits);
            assertThat(Halves.fromFloat(Math.nextUp(middle))).isEqualTo((short) (bits + 1));
            assertThat(Halves.fromFloat(-middle)).isEqualTo((short) (even | 0x8000));
        }
    }

    @Test
    void whatIsTooLargeBecomesInfinite() {
        assertThat(Halves.toFloat(Halves.fromFloat(65519.996f))).isEqualTo(65504f);
        assertThat(Halves.toFloat(Halves.fromFloat(65520f))).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Halves.toFloat(Halves.fromFloat(-1e30f))).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Halves.toFloat(Halves.fromFloat(Float.NaN))).isNaN();
    }

    @Property(tries = 300)
    void packingLosesNoMoreThanTheRounding(@ForAll float[] numbers) {
        float[] back = Halves.unpack(Halves.pack(numbers));
        assertThat(back).hasSameSizeAs(numbers);
        for (int i = 0; i < back.length; i++) {
            assertThat(Float.compare(back[i], Halves.toFloat(Halves.fromFloat(numbers[i]))))
                    .isZero();
        }
    }

    @Test
    void refusesHalfAHalf() {
        assertThatThrownBy(() -> Halves.unpack(new byte[3])).hasMessageContaining("3 bytes");
    }

    private static float slowToFloat(short half) {
        int exponent = half >>> 10 & 31;
        double fraction = (half & 1023) / 1024.0;
        double sign = half < 0 ? -1 : 1;
        if (exponent == 31) {
            return fraction == 0 ? (float) (sign * Double.POSITIVE_INFINITY) : Float.NaN;
        }
        return (float)
                (exponent == 0
                        ? sign * Math.pow(2, -14) * fraction
                        : sign * Math.pow(2, exponent - 15) * (1 + fraction));
    }
}
