package io.winnow.decode.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final long NONE = Long.MIN_VALUE;

    @Test
    void aMissingTimestampGoesOnWhereTheFrameBeforeEnded() {
        Timeline timeline = new Timeline(1, 1000, 0, 0, true);
        timeline.next(500, 40);
        timeline.next(NONE, 40);
        assertThat(timeline.startMicros()).isEqualTo(540_000);
        assertThat(timeline.endMicros()).isEqualTo(580_000);
    }

    @Test
    void aTimestampCenturiesAwayIsAMissingOne() {
        Timeline timeline = new Timeline(1, 25, 0, 0, true);
        timeline.next(0, 1);
        timeline.next(Long.MAX_VALUE, Long.MAX_VALUE);
        assertThat(timeline.startMicros()).isEqualTo(40_000);
        assertThat(timeline.endMicros()).isEqualTo(80_000);
    }

    @Test
    void aMissingDurationIsTheLastStep() {
        Timeline timeline = new Timeline(1, 1000, 0, 0, true);
        timeline.next(0, 0);
        timeline.next(120, 0);
        assertThat(timeline.endMicros()).isEqualTo(240_000);
    }

    @Test
    void aJumpDoesNotMakeTheMediaLonger() {
        Timeline timeline = new Timeline(1, 1, 0, 0, true);
        timeline.next(0, 1);
        timeline.next(10, 1);
        timeline.next(1_000_000, 1);
        timeline.next(5, 1);
        assertThat(timeline.lengthMicros()).isEqualTo(70_000_000);
    }

    @Property
    void ticksBecomeTheNearestMicrosecond(
            @ForAll @LongRange(min = -1L << 42, max = 1L << 42) long ticks,
            @ForAll @IntRange(min = 1, max = 1_000) int numerator,
            @ForAll @IntRange(min = 1_000) int denominator) {
        BigDecimal exact = BigDecimal.valueOf(ticks)
                .multiply(BigDecimal.valueOf(numerator))
                .multiply(BigDecimal.valueOf(1_000_000))
                .divide(BigDecimal.valueOf(denominator), 6, RoundingMode.HALF_UP);
        BigDecimal given = BigDecimal.valueOf(new Timeline(numerator, denominator, 0, 0, true).micros(ticks));
        BigDecimal most = exact.abs()
                .max(BigDecimal.ONE)
                .multiply(BigDecimal.valueOf(1e-15))
                .max(new BigDecimal("0.51"));
        assertThat(given.subtract(exact).abs()).isLessThanOrEqualTo(most);
    }
}
