package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ContextCutTest {

    @Property
    void noWindowGivesMoreThanItHasAndAllTogetherNoMoreThanTheLimit(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 900) Integer> windows,
            @ForAll @IntRange(min = 1, max = 400) int most) {
        int[] kept = windows.stream().mapToInt(Integer::intValue).toArray();
        int[] shares = ContextCut.shares(kept, most);
        for (int i = 0; i < kept.length; i++) {
            assertThat(shares[i]).isBetween(0, kept[i]);
        }
        assertThat(Arrays.stream(shares).sum()).isLessThanOrEqualTo(most);
    }

    @Test
    void windowsThatFitAreReadWhole() {
        assertThat(ContextCut.shares(new int[] {196, 60}, 256)).containsExactly(196, 60);
    }

    @Test
    void eachWindowGivesItsShareRoundedDown() {
        assertThat(ContextCut.shares(new int[] {196, 196, 98}, 256)).containsExactly(102, 102, 51);
    }

    @Test
    void inAVeryLongContextTheWindowsThatGiveATokenAreSpreadEvenly() {
        int[] kept = new int[450];
        Arrays.fill(kept, 196);
        int[] shares = ContextCut.shares(kept, 256);
        assertThat(Arrays.stream(shares).sum()).isEqualTo(256);
        assertThat(Arrays.stream(shares).max()).hasValue(1);
        assertThat(Arrays.stream(shares, 0, 225).sum()).isEqualTo(128);
    }
}
