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
    void bothGiveTheSameProducts(@ForAll long seed, @ForAll @IntRange(max = 300) int width) {
        Random random = new Random(seed);
        float[] left = new float[width + 3];
        float[] right = new float[width + 5];
        double[] doubles = new double[width];
        byte[] bytes = new byte[width + 3];
        random.nextBytes(bytes);
        for (int i = 0; i < width; i++) {
            left[i + 3] = (float) random.nextGaussian();
            right[i + 5] = (float) random.nextGaussian();
            doubles[i] = random.nextGaussian();
        }
        assertThat(Kernels.BEST.dot(left, 3, right, 5, width))
                .isCloseTo(plain.dot(left, 3, right, 5, width), within(1e-4f));
        assertThat(Kernels.BEST.dot(left, 3, doubles, width))
                .isCloseTo(plain.dot(left, 3, doubles, width), within(1e-10));
        assertThat(Kernels.BEST.dot(bytes, 3, right, width))
                .isCloseTo(plain.dot(bytes, 3, right, width), within(1e-2f));
    }
}
