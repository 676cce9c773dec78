package io.winnow.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.prune.select.UnitRows;
import io.winnow.records.Grid;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Property(tries = 60)
    void theProductOfTwoRowsIsHowAlikeTheyAreInBoth(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0.01, max = 1) double share,
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 9) int columns) {
        Random random = new Random(seed);
        UnitRows shown = drawn(random, 12, 7);
        int[] cells = random.ints(12, 0, rows * columns).toArray();
        UnitRows joined = new UnitRows();
        new Spread(share).join(shown, cells, new Grid(1, rows, columns), joined);
        for (int i = 0; i < cells.length; i++) {
            for (int j = 0; j < cells.length; j++) {
                double near = (Math.cos(across(cells[i], columns) - across(cells[j], columns))
                                + Math.cos(down(cells[i], rows, columns) - down(cells[j], rows, columns)))
                        / 2;
                assertThat((double) joined.cosine(i, j))
                        .isCloseTo((1 - share) * shown.cosine(i, j) + share * near, within(1e-6));
            }
        }
    }

    private static double across(int cell, int columns) {
        return 2 * Math.PI * (cell % columns + 0.2 * (cell * cell * 0.6180339887498949 % 1 - 0.5)) / columns;
    }

    private static double down(int cell, int rows, int columns) {
        return 2
                * Math.PI
                * (Math.floorDiv(cell, columns) + 0.2 * (cell * cell * 0.41421356237309515 % 1 - 0.5))
                / rows;
    }

    private static UnitRows drawn(Random random, int count, int width) {
        UnitRows rows = new UnitRows();
        rows.resize(count, width);
        for (int row = 0; row < count; row++) {
            float[] vector = new float[width];
            for (int i = 0; i < width; i++) {
                vector[i] = (float) random.nextGaussian();
            }
            rows.set(row, vector, 0);
        }
        return rows;
    }

    @Test
    void noTwoNeighboursOfACellAreEquallyFarBySymmetry() {
        UnitRows flat = new UnitRows();
        flat.resize(49, 1);
        int[] cells = new int[49];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = i;
            flat.set(i, new float[] {1}, 0);
        }
        UnitRows joined = new UnitRows();
        new Spread(0.35).join(flat, cells, new Grid(1, 7, 7), joined);
        int[] around = {17, 23, 25, 31};
        for (int one : around) {
            for (int other : around) {
                if (one != other) {
                    assertThat(joined.cosine(24, one)).isNotCloseTo(joined.cosine(24, other), within(1e-4f));
                }
            }
        }
    }

    @Test
    void theMiddleIsTheFirstOfTheCellsNearestToIt() {
        assertThat(Spread.middle(layout(0, 1, 2, 3, 4, 5, 6, 7, 8), new Grid(1, 3, 3)))
                .isEqualTo(4);
        assertThat(Spread.middle(layout(0, 3, 5, 10), new Grid(1, 4, 4))).isEqualTo(2);
        assertThat(Spread.middle(layout(), new Grid(1, 4, 4))).isEqualTo(-1);
    }

    private static Layout layout(int... cells) {
        return new Layout(new int[cells.length], cells, new int[cells.length], -1);
    }
}
