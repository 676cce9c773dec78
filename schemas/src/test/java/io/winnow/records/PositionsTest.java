package io.winnow.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PositionsTest {

    @Property
    void bothFormsHoldTheCells(@ForAll Set<@IntRange(max = 255) Integer> some) {
        int[] cells = some.stream().mapToInt(Integer::intValue).sorted().toArray();
        assertThat(Positions.cells(Positions.bitmap(cells, 256))).isEqualTo(cells);
        assertThat(Positions.cells(Positions.list(cells, 256))).isEqualTo(cells);
        assertThat(Positions.bitmap(cells, 256).bytes()).isEqualTo(32);
    }

    @Property
    void theFirstOfThemAreThoseOfTheFirstTokens(
            @ForAll Set<@IntRange(max = 99) Integer> some, @ForAll @IntRange(max = 120) int tokens) {
        int[] cells = some.stream().mapToInt(Integer::intValue).sorted().toArray();
        int[] wanted = java.util.Arrays.copyOf(cells, Math.min(tokens, cells.length));
        assertThat(Positions.cells(Positions.first(Positions.bitmap(cells, 100), tokens)))
                .isEqualTo(wanted);
        assertThat(Positions.cells(Positions.first(Positions.list(cells, 100), tokens)))
                .isEqualTo(wanted);
    }

    @Test
    void aListOfTwoCellsIsNoBitmap() {
        assertThat(Positions.cells(Positions.list(new int[] {1, 0}, 2))).containsExactly(1, 0);
        assertThat(Positions.cells(Positions.list(new int[] {0}, 1))).containsExactly(0);
    }

    @Test
    void aBitmapHasOneBitACell() {
        assertThat(Positions.bitmap(new int[] {0, 9}, 12)).isEqualTo(new Tokens.Ids(12, 1, new byte[] {1, 2}));
    }

    @Test
    void bitsBeyondTheCellsAreNone() {
        assertThat(Positions.cells(new Tokens.Ids(3, 1, new byte[] {(byte) 0xff})))
                .containsExactly(0, 1, 2);
    }

    @Test
    void cellsOutOfOrderOrRangeFitNoBitmap() {
        assertThatThrownBy(() -> Positions.bitmap(new int[] {4, 4}, 8)).hasMessageContaining("cell 4 at 1");
        assertThatThrownBy(() -> Positions.bitmap(new int[] {8}, 8)).hasMessageContaining("cell 8 at 0 of 8");
    }
}
