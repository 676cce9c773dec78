package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final int LONG = 784;

    @Property
    void everyRowHasAPlaceAndNoNumberOfLanesIsCheaper(
            @ForAll @Size(max = 8) List<@IntRange(min = 1, max = 20) Integer> counts,
            @ForAll @IntRange(min = 1, max = LONG) int tokens) {
        Layout layout = Layout.of(counts, tokens);
        assertThat(layout.slots())
                .isEqualTo(counts.stream().mapToInt(layout::slots).sum());
        for (int lanes = 1; lanes <= 20; lanes++) {
            int slots = 0;
            for (int count : counts) {
                for (int row = 0; row < count; row += lanes) {
                    slots++;
                }
            }
            assertThat(layout.cost(tokens)).isLessThanOrEqualTo(new Layout(slots, lanes).cost(tokens));
        }
    }

    @Test
    void contextsWithARowEachGetNoRoomForMore() {
        assertThat(Layout.of(Collections.nCopies(4, 1), LONG)).isEqualTo(new Layout(4, 1));
    }

    @Test
    void manyRowsShareTheirContext() {
        assertThat(Layout.of(List.of(16), LONG)).isEqualTo(new Layout(1, 16));
    }

    @Test
    void oneContextWithManyRowsDoesNotWidenAllOthers() {
        assertThat(Layout.of(List.of(12, 1, 1, 1, 1, 1), LONG).lanes()).isBetween(2, 4);
    }
}
