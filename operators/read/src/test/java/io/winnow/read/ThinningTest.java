package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.Clock;
import io.winnow.records.PrunedWindow;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThinningTest {

    @Test
    void theHalfThatThePrunerPickedFirstStays() {
        PrunedWindow window = TestWindows.random("a", 0, 16, 101, Clock.MEDIA);
        PrunedWindow half = Thinning.halved(window);
        assertThat(half.tokens().count()).isEqualTo(51);
        assertThat(half.ranks()).allMatch(rank -> rank < 51);
        assertThat(half.frameIndices()).isSorted();
        assertThat(half.id()).isEqualTo(window.id());
    }

    @Test
    void aSmallerContextIsTheSameFromTheHalfAsFromTheWhole() {
        PrunedWindow window = TestWindows.random("a", 0, 16, 101, Clock.MEDIA);
        ContextBuilder builder = new ContextBuilder(40, 2);
        int[] whole = builder.build(List.of(window), Stretch.ALL).visual().ids();
        assertThat(builder.build(List.of(Thinning.halved(window)), Stretch.ALL)
                        .visual()
                        .ids())
                .containsExactly(whole);
    }

    @Test
    void theLastTokenStays() {
        PrunedWindow window = TestWindows.random("a", 0, 16, 1, Clock.MEDIA);
        assertThat(Thinning.halved(window)).isEqualTo(window);
    }
}
