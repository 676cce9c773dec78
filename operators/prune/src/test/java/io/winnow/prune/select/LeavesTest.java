package io.winnow.prune.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LeavesTest {
    private final Leaves leaves = new Leaves(Kernels.BEST);

    @Property(tries = 60)
    void everyTokenIsInOneLeafAndEqualOnesAreInTheSame(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 200) int tokens,
            @ForAll @IntRange(min = 1, max = 40) int size) {
        UnitRows rows = Drawn.rows(new Random(seed), tokens, 7);
        List<int[]> found = leaves.of(rows, tokens, size);
        assertThat(found.stream().flatMapToInt(Arrays::stream).boxed().sorted())
                .hasSize(tokens)
                .doesNotHaveDuplicates()
                .allMatch(token -> token >= 0 && token < tokens);
        int[] leafOf = new int[tokens];
        for (int leaf = 0; leaf < found.size(); leaf++) {
            assertThat(found.get(leaf)).isSorted();
            for (int token : found.get(leaf)) {
                leafOf[token] = leaf;
            }
        }
        for (int i = 0; i < tokens; i++) {
            for (int j = 0; j < i; j++) {
                if (equal(rows, i, j)) {
                    assertThat(leafOf[i]).isEqualTo(leafOf[j]);
                }
            }
        }
    }

    private static boolean equal(UnitRows rows, int one, int other) {
        return Arrays.equals(
                rows.numbers(),
                rows.start(one),
                rows.start(one) + rows.width(),
                rows.numbers(),
                rows.start(other),
                rows.start(other) + rows.width());
    }

    @Test
    void leavesAreNoLargerThanAskedForWhereTokensDiffer() {
        UnitRows rows = Drawn.groups(new Random(3), 5_000, 24, 9);
        assertThat(leaves.of(rows, 5_000, 400)).allMatch(leaf -> leaf.length <= 400 && leaf.length > 100);
    }

    @Test
    void equalTokensAreOneLeaf() {
        float[] vectors = new float[300];
        Arrays.fill(vectors, 1);
        assertThat(leaves.of(Drawn.unit(vectors, 3), 100, 10)).hasSize(1);
    }
}
