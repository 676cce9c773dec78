package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StreakTest {

    @Test
    void firesWithTheLastOfSoManyAndEndsWithTheFirstThatDoesNotHold() {
        assertThat(fired(List.of(true, true, false, true, true, true, false), 2))
                .containsExactly(false, true, false, false, true, true, false);
    }

    @Property(tries = 500)
    void agreesWithALookAtAllAnswers(
            @ForAll @Size(max = 30) List<Boolean> holds, @ForAll @IntRange(min = 1, max = 5) int needed) {
        List<Boolean> slow = new ArrayList<>();
        for (int last = 0; last < holds.size(); last++) {
            boolean all = last + 1 >= needed;
            for (int back = 0; all && back < needed; back++) {
                all = holds.get(last - back);
            }
            slow.add(all);
        }
        assertThat(fired(holds, needed)).isEqualTo(slow);
    }

    private static List<Boolean> fired(List<Boolean> holds, int needed) {
        List<Boolean> fired = new ArrayList<>();
        Streak streak = Streak.NONE;
        for (boolean each : holds) {
            streak = streak.after(each, needed);
            fired.add(streak.fires(needed));
        }
        return fired;
    }
}
