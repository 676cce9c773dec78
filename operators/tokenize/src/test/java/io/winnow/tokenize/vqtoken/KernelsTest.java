package io.winnow.tokenize.vqtoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KernelsTest {

    @Test
    void vectorInstructionsAreUsedHere() {
        assertThat(Kernels.BEST.getClass().getSimpleName()).isEqualTo("VectorKernels");
    }

    @Property(tries = 50)
    void productsAreThoseOfPlainLoopsToTheLastBit(@ForAll @IntRange(min = 1, max = 70) int width) {
        float[] panels = drawn(width, 3 + width * Kernels.PANEL);
        float[] others = drawn(width + 1, 5 + width * Kernels.GROUP);
        float[] fast = new float[Kernels.GROUP * Kernels.PANEL];
        float[] plain = new float[fast.length];
        Kernels.BEST.products(panels, 3, others, 5, width, fast);
        new ScalarKernels().products(panels, 3, others, 5, width, plain);
        assertThat(fast).isEqualTo(plain);
    }

    @Property(tries = 50)
    void sumsAreThoseOfPlainLoopsToTheLastBit(@ForAll @IntRange(min = 1, max = 70) int width) {
        float[] vectors = drawn(width, 3 + width);
        double[] fast = new Random(width).doubles(2 + width).toArray();
        double[] plain = fast.clone();
        for (double sign : new double[] {1, 1, -1}) {
            Kernels.BEST.add(sign, vectors, 3, fast, 2, width);
            new ScalarKernels().add(sign, vectors, 3, plain, 2, width);
        }
        assertThat(fast).isEqualTo(plain);
    }

    @Property(tries = 50)
    void allProductsAreThoseOfEachPair(
            @ForAll @IntRange(min = 1, max = 80) int count, @ForAll @IntRange(min = 1, max = 9) int few) {
        int width = 7;
        UnitVectors unit = UnitVectors.of(drawn(count, count * width), width);
        float[] others = drawn(few, few * width);
        float[] products = new float[few * count];
        unit.products(others, few, products);
        for (int other = 0; other < few; other++) {
            for (int row = 0; row < count; row++) {
                double sum = 0;
                for (int i = 0; i < width; i++) {
                    sum += (double) unit.rows()[row * width + i] * others[other * width + i];
                }
                assertThat((double) products[other * count + row]).isCloseTo(sum, within(1e-4));
            }
        }
    }

    private static float[] drawn(long seed, int numbers) {
        Random random = new Random(seed);
        float[] drawn = new float[numbers];
        for (int i = 0; i < numbers; i++) {
            drawn[i] = (float) random.nextGaussian();
        }
        return drawn;
    }
}
