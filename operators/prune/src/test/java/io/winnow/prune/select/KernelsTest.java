package io.winnow.prune.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KernelsTest {
    private final Kernels plain = new ScalarKernels();

    @Test
    void theTestsRunWithVectorInstructions() {
        assertThat(Kernels.BEST.getClass().getSimpleName()).isEqualTo("VectorKernels");
    }

    @Property(tries = 200)
    void bothGiveTheSameProducts(@ForAll long seed, @ForAll @IntRange(max = 600) int width) {
        Random random = new Random(seed);
        float[] left = new float[width + 3];
        float[] right = new float[width + 5];
        double[] doubles = new double[width];
        for (int i = 0; i < width; i++) {
            left[i + 3] = (float) random.nextGaussian();
            right[i + 5] = (float) random.nextGaussian();
            doubles[i] = random.nextGaussian();
        }
        assertThat(Kernels.BEST.dot(left, 3, right, 5, width))
                .isCloseTo(plain.dot(left, 3, right, 5, width), within(1e-4f));
        assertThat(Kernels.BEST.dot(left, 3, doubles, width))
                .isCloseTo(plain.dot(left, 3, doubles, width), within(1e-10));
        assertThat(Kernels.BEST.most(left, 3, width)).isEqualTo(plain.most(left, 3, width));
    }

    @Property(tries = 200)
    void productsOfWholeNumbersAreExactEvenAtTheirLargest(
            @ForAll long seed, @ForAll @IntRange(max = 900) int width, @ForAll boolean largest) {
        Random random = new Random(seed);
        byte[] rows = new byte[Kernels.BLOCK * width + 3];
        short[] vector = new short[width];
        int[] expected = new int[Kernels.BLOCK];
        for (int i = 0; i < rows.length - 3; i++) {
            rows[i + 3] = (byte) (largest ? Kernels.MOST : random.nextInt(-Kernels.MOST, Kernels.MOST + 1));
            if (i < width) {
                vector[i] = (short) (largest ? -Kernels.MOST : random.nextInt(-Kernels.MOST, Kernels.MOST + 1));
            }
            expected[i / width] += rows[i + 3] * vector[i % width];
        }
        for (Kernels kernels : new Kernels[] {plain, Kernels.BEST}) {
            int[] products = new int[Kernels.BLOCK];
            kernels.dots(rows, 3, vector, width, products);
            assertThat(products).isEqualTo(expected);
        }
    }

    @Property(tries = 200)
    void bothRoundAlikeAndSayWhatIsLeftOver(@ForAll long seed, @ForAll @IntRange(max = 300) int width) {
        Random random = new Random(seed);
        float[] numbers = new float[width + 2];
        double left = 0;
        float step = 0.03f;
        byte[] expected = new byte[width + 2];
        for (int i = 2; i < numbers.length; i++) {
            numbers[i] = (random.nextFloat() * 2 - 1) * step * Kernels.MOST;
            expected[i] = (byte) Math.rint(numbers[i] / step);
            left += Math.pow(numbers[i] - expected[i] * step, 2);
        }
        for (Kernels kernels : new Kernels[] {plain, Kernels.BEST}) {
            byte[] rounded = new byte[width + 2];
            assertThat(kernels.round(numbers, 2, width, step, rounded, 1)).isCloseTo((float) left, within(1e-4f));
            for (int i = 2; i < rounded.length; i++) {
                assertThat((int) rounded[i - 1]).isCloseTo(expected[i], within(1));
            }
        }
    }
}
