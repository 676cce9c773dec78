package io.winnow.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AbsenceTest {
    private final AtomicLong clock = new AtomicLong(-5);
    private final Absence absence = new Absence(clock::get);

    private Duration noteAfter(Duration passed) {
        clock.addAndGet(passed.toNanos());
        return absence.note();
    }

    @Test
    void failuresThatFollowOneAnotherAreOneAbsence() {
        assertThat(noteAfter(Duration.ofHours(1))).isZero();
        assertThat(noteAfter(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(10));
        assertThat(noteAfter(Duration.ofSeconds(100))).isEqualTo(Duration.ofSeconds(110));
    }

    @Test
    void aClusterThatAnsweredMeanwhileIsAwayAnew() {
        assertThat(absence.note()).isZero();
        assertThat(noteAfter(Duration.ofMinutes(3))).isZero();
        assertThat(noteAfter(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    }
}
