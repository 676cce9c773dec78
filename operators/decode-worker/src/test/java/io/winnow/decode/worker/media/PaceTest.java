package io.winnow.decode.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A clock of a thousand ticks a second. */
class PaceTest {
    private static final long MILLI = 1_000_000;

    private final Pace pace = new Pace(1, 1_000);

    private long due(long tick, long nowMillis) {
        return pace.due(tick, nowMillis * MILLI) / MILLI;
    }

    @Test
    void aPieceThatComesAtOnceIsDueAsFastAsItHappened() {
        assertThat(due(40, 7_000)).isEqualTo(7_000);
        assertThat(due(80, 7_001)).isEqualTo(7_040);
        assertThat(due(120, 7_002)).isEqualTo(7_080);
    }

    @Test
    void whatComesLateIsDueAtOnceAndWhatFollowsAsMuchLater() {
        due(0, 0);
        assertThat(due(40, 100)).isEqualTo(100);
        assertThat(due(80, 101)).isEqualTo(140);
    }

    @Test
    void aDelayThatWasMetBeforeIsNotFeltAgain() {
        due(0, 0);
        due(1_000, 1_500);
        assertThat(due(2_000, 2_400)).isEqualTo(2_500);
    }

    @Test
    void nothingIsWaitedForWhereTheClockRunsBackOrFarAhead() {
        due(5_000, 0);
        assertThat(due(0, 1)).isEqualTo(1);
        assertThat(due(40, 2)).isEqualTo(41);
        assertThat(due(9_000, 3)).isEqualTo(3);
    }

    @Test
    void aPacketWithoutATimestampIsDueAtOnce() {
        due(0, 0);
        assertThat(due(Natives.NO_TIMESTAMP, 1)).isEqualTo(1);
        assertThat(due(40, 2)).isEqualTo(40);
    }

    @Property
    void noneIsDueBeforeItCameNorBeforeTheOneBeforeIt(
            @ForAll @Size(max = 50) List<@IntRange(min = -100, max = 3_000) Integer> steps,
            @ForAll @Size(min = 50, max = 50) List<@IntRange(max = 500) Integer> waits) {
        Pace drawn = new Pace(1, 1_000);
        long tick = 0;
        long now = 0;
        long before = 0;
        for (int i = 0; i < steps.size(); i++) {
            tick += steps.get(i);
            now += waits.get(i);
            long due = drawn.due(tick, now * MILLI) / MILLI;
            assertThat(due).isGreaterThanOrEqualTo(now);
            assertThat(due).isLessThanOrEqualTo(Math.max(now, before + Math.max(0, steps.get(i))));
            before = due;
            now = due;
        }
    }
}
