package io.winnow.decode.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LiveClockTest {
    private static final int BITS = 33;
    private static final long ROUND = 1L << BITS;
    private static final long STEP = 3_600;
    private static final long FARTHEST = 900_000;

    private static LiveClock clock() {
        return new LiveClock(BITS, FARTHEST);
    }

    /** One that knows its usual step: frames 0 to 19 have come. */
    private static LiveClock running() {
        LiveClock clock = clock();
        for (int frame = 0; frame < 20; frame++) {
            clock.next(frame * STEP, 0);
        }
        return clock;
    }

    private static long missing(LiveClock clock, long... timestamps) {
        for (long ticks : timestamps) {
            clock.next(ticks, 0);
        }
        return clock.takeMissing();
    }

    /** The wraps that a stream of so many days has, one by one. */
    @Property(tries = 50)
    void timestampsAreThoseThatTheSenderHadBeforeItWrappedThem(
            @ForAll @LongRange(min = 0, max = ROUND - 1) long first,
            @ForAll @LongRange(min = 1, max = ROUND / 2 - 1) long step) {
        LiveClock clock = clock();
        for (int i = 0; i < 40; i++) {
            long sent = first + i * step;
            assertThat(clock.next(sent % ROUND, 0)).isEqualTo(sent);
        }
    }

    @Property(tries = 100)
    void whatIsMissingBetweenTwoFramesIsCounted(@ForAll long seed) {
        Random random = new Random(seed);
        LiveClock clock = clock();
        long sent = 0;
        long lost = 0;
        for (int frame = 0; frame < 400; frame++) {
            boolean last = frame == 399;
            if (frame == 0 || last || random.nextDouble() > 0.1) {
                clock.next(frame * STEP + random.nextInt(200) - 100, 0);
                sent++;
            } else {
                lost++;
            }
        }
        assertThat(sent + lost).isEqualTo(400);
        assertThat(clock.takeMissing()).isEqualTo(lost);
        assertThat(clock.takeJumped()).isFalse();
    }

    @Test
    void whatIsToldIsToldOnce() {
        LiveClock clock = running();
        assertThat(missing(clock, 22 * STEP)).isEqualTo(2);
        assertThat(missing(clock, 23 * STEP)).isZero();
    }

    @Test
    void whatIsMissingAmongTheFirstFramesIsToldOnceTheUsualStepIsKnown() {
        LiveClock clock = clock();
        assertThat(missing(clock, 0, STEP)).isZero();
        for (int frame = 5; frame < 18; frame++) {
            assertThat(missing(clock, frame * STEP)).isZero();
        }
        assertThat(missing(clock, 18 * STEP)).isEqualTo(3);
    }

    @Test
    void aCameraThatHalvesItsRateLosesNothingForLong() {
        LiveClock clock = clock();
        List<Long> told = new ArrayList<>();
        for (int frame = 0; frame < 40; frame++) {
            told.add(missing(clock, frame * STEP));
        }
        for (int frame = 0; frame < 40; frame++) {
            told.add(missing(clock, (40 + 2 * frame) * STEP));
        }
        assertThat(told.subList(60, 80)).containsOnly(0L);
    }

    @Test
    void stepsOfFilmAtTheRateOfTelevisionAreNoLoss() {
        LiveClock clock = clock();
        long at = 0;
        for (int frame = 0; frame < 100; frame++) {
            at += frame % 2 == 0 ? 2 * STEP : 3 * STEP;
            clock.next(at, 0);
        }
        assertThat(clock.takeMissing()).isZero();
    }

    @Test
    void packetsLeftOutOnPurposeAreNotMissing() {
        LiveClock clock = running();
        clock.next(30 * STEP, 10);
        clock.next(40 * STEP, 7);
        assertThat(clock.takeMissing()).isEqualTo(2);
    }

    @Test
    void aLongStretchLeftOutOnPurposeIsNoJump() {
        LiveClock clock = running();
        clock.next(320 * STEP, 300);
        assertThat(320 * STEP - 19 * STEP).isGreaterThan(FARTHEST);
        assertThat(clock.takeJumped()).isFalse();
        assertThat(clock.takeMissing()).isZero();
    }

    @Test
    void aFrameWithoutATimestampHasItsPlace() {
        assertThat(missing(running(), Natives.NO_TIMESTAMP, 21 * STEP)).isZero();
    }

    @Test
    void aClockThatRunsBackOrFarAheadHasJumpedAndMissesNothing() {
        LiveClock clock = running();
        assertThat(missing(clock, 18 * STEP)).isZero();
        assertThat(clock.takeJumped()).isTrue();
        assertThat(clock.takeJumped()).isFalse();
        assertThat(missing(clock, 19 * STEP + FARTHEST)).isZero();
        assertThat(clock.takeJumped()).isTrue();
    }
}
