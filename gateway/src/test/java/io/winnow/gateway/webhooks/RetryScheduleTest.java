package io.winnow.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    @Property
    void everyWaitIsItsOwnAndUpToAFifthLonger(
            @ForAll @Size(max = 12) List<@LongRange(min = 0, max = 604_800_000L) Long> millis,
            @ForAll @DoubleRange(min = 0, max = 1) double chance) {
        RetrySchedule schedule =
                new RetrySchedule(millis.stream().map(Duration::ofMillis).toList());
        long sum = 0;
        for (int failures = 1; failures <= millis.size(); failures++) {
            long wait = schedule.after(failures, chance).orElseThrow().toMillis();
            long least = millis.get(failures - 1);
            assertThat(wait).isBetween(least, least + least / 5 + 1);
            sum += wait;
        }
        assertThat(sum).isLessThanOrEqualTo(schedule.longest().toMillis());
    }

    @Property
    void triesEndAfterTheLastWait(
            @ForAll @Size(max = 12) List<@LongRange(min = 0, max = 1_000) Long> millis,
            @ForAll @DoubleRange(min = 0, max = 1) double chance) {
        RetrySchedule schedule =
                new RetrySchedule(millis.stream().map(Duration::ofMillis).toList());
        assertThat(schedule.after(millis.size() + 1, chance)).isEmpty();
    }

    @Test
    void thoseThatFailTogetherDoNotComeTogetherAgain() {
        RetrySchedule schedule = new RetrySchedule(List.of(Duration.ofMinutes(5)));
        assertThat(schedule.after(1, 0)).contains(Duration.ofMinutes(5));
        assertThat(schedule.after(1, 0.5)).contains(Duration.ofSeconds(330));
        assertThat(schedule.after(1, 1)).contains(Duration.ofMinutes(6));
    }
}
