package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.Clock;
import io.winnow.records.Span;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StandpointTest {
    private static final long SECOND = 1_000_000;

    @Test
    void aWindowReachesTheDueTimeItEndsAt() {
        assertThat(slot(9_999_999)).isZero();
        assertThat(slot(10 * SECOND)).isEqualTo(1);
        assertThat(slot(-1)).isEqualTo(-1);
    }

    @Test
    void anEpochWhoseClockIsSetBackBeginsAnewAndNoNumberIsGivenTwice() {
        Standpoint late = Standpoint.NONE.asked(1, 100);
        assertThat(late.occurrence()).isEqualTo(100);
        assertThat(late.isDue(1, 99)).isFalse();
        assertThat(late.isDue(2, 40)).isTrue();
        Standpoint early = late.asked(2, 40);
        assertThat(early.occurrence()).isEqualTo(101);
        assertThat(early.isDue(2, 41)).isTrue();
        assertThat(early.asked(2, 41).occurrence()).isEqualTo(102);
        assertThat(early.asked(2, 500).occurrence()).isEqualTo(500);
    }

    @Test
    void aQuestionThatBeginsAnewIsDueAtOnceUnderANewNumber() {
        Standpoint again = Standpoint.NONE.asked(1, 100).anew();
        assertThat(again.isDue(1, 100)).isTrue();
        assertThat(again.asked(1, 100).occurrence()).isEqualTo(101);
    }

    @Property(tries = 500)
    void theFirstWindowThatEndsAtOrAfterADueTimeMakesItDue(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 25) Integer> steps,
            @ForAll @IntRange(min = 1, max = 30) int every) {
        long[] ends = ends(steps);
        assertThat(asked(ends, every, 0)).isEqualTo(slow(ends, every));
    }

    @Property(tries = 500)
    void whenAQuestionCameDoesNotMoveItsLaterDueTimes(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 25) Integer> steps,
            @ForAll @IntRange(min = 1, max = 30) int every,
            @ForAll @IntRange(min = 0, max = 39) int came) {
        long[] ends = ends(steps);
        int from = Math.min(came, ends.length - 1);
        Map<Long, Integer> whole = asked(ends, every, 0);
        SortedMap<Long, Integer> later = asked(ends, every, from);
        long first = later.firstKey();
        assertThat(later.get(first)).isEqualTo(from);
        later.remove(first);
        TreeMap<Long, Integer> expected = new TreeMap<>(whole);
        expected.headMap(first, true).clear();
        assertThat(later).isEqualTo(expected);
    }

    private static long slot(long endMicros) {
        return Standpoint.slot(new Span(endMicros - 1, endMicros, Clock.WALL), 10_000);
    }

    private static long[] ends(List<Integer> steps) {
        long[] ends = new long[steps.size()];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += steps.get(i);
            ends[i] = end;
        }
        return ends;
    }

    /** Which window is asked about at which occurrence, of those from one on; times in milliseconds. */
    private static SortedMap<Long, Integer> asked(long[] ends, int every, int from) {
        SortedMap<Long, Integer> asked = new TreeMap<>();
        Standpoint at = Standpoint.NONE;
        for (int window = from; window < ends.length; window++) {
            long slot = Standpoint.slot(new Span(0, ends[window] * 1_000, Clock.WALL), every);
            if (at.isDue(7, slot)) {
                at = at.asked(7, slot);
                asked.put(at.occurrence(), window);
            }
        }
        return asked;
    }

    /** Every due time in turn, and the first window that ends at or after it; of those that share a window the last counts. The first window is asked about whatever it ends at. */
    private static Map<Long, Integer> slow(long[] ends, int every) {
        Map<Integer, Long> numbers = new TreeMap<>();
        numbers.put(0, ends[0] / every);
        for (long due = 0; due * every <= ends[ends.length - 1]; due++) {
            int window = 0;
            while (ends[window] < due * every) {
                window++;
            }
            numbers.put(window, due);
        }
        Map<Long, Integer> asked = new TreeMap<>();
        numbers.forEach((window, number) -> asked.put(number, window));
        return asked;
    }
}
