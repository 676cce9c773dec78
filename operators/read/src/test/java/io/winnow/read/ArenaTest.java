package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ArenaTest {
    private final Arena arena = new Arena();

    @Property(tries = 100)
    void noTensorLiesInAnother(@ForAll @Size(max = 40) List<@IntRange(max = 400_000) Integer> lengths) {
        for (int batch = 0; batch < 2; batch++) {
            arena.reset();
            List<FloatBuffer> taken = new ArrayList<>();
            for (int length : lengths) {
                FloatBuffer floats = arena.take(ElementType.FLOAT32, length).floats();
                for (int at = 0; at < length; at += 97) {
                    floats.put(at, taken.size());
                }
                taken.add(floats);
            }
            for (int i = 0; i < lengths.size(); i++) {
                for (int at = 0; at < lengths.get(i); at += 97) {
                    assertThat(taken.get(i).get(at)).isEqualTo(i);
                }
            }
        }
    }

    @Test
    void batchesThatTakeTheSameInAnotherOrderNeedLittleMore() {
        List<Integer> lengths = new ArrayList<>(List.of(3_000_000, 2_000_000, 700_000, 700_000, 300_000));
        for (int small = 0; small < 60; small++) {
            lengths.add(1 + 500 * small);
        }
        long needed = 4L * lengths.stream().mapToInt(Integer::intValue).sum();
        Random random = new Random(7);
        for (int batch = 0; batch < 200; batch++) {
            Collections.shuffle(lengths, random);
            arena.reset();
            for (int length : lengths) {
                arena.take(ElementType.FLOAT32, length);
            }
        }
        assertThat(arena.bytes()).isLessThan(2 * needed);
    }

    @Test
    void theSameBatchLiesWhereItDidBefore() {
        Tensor first = arena.take(ElementType.FLOAT32, 1_000);
        first.floats().put(3, 5);
        long held = arena.bytes();
        arena.reset();
        assertThat(arena.take(ElementType.FLOAT32, 1_000).floats().get(3)).isEqualTo(5);
        assertThat(arena.bytes()).isEqualTo(held);
    }

    @Test
    void nothingTakesNothing() {
        assertThat(arena.take(ElementType.FLOAT32, 4, 0).elements()).isZero();
    }
}
