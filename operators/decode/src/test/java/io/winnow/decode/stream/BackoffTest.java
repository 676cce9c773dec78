package io.winnow.decode.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofSeconds(30);

    @Property
    void eachTimeIsTwiceAsLongLessUpToAHalfAndNeverMoreThanTheMost(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int failures) {
        Backoff backoff = new Backoff(FIRST, MOST, seed);
        Duration wait = Duration.ZERO;
        Duration step = FIRST;
        for (int i = 0; i < failures; i++) {
            wait = backoff.next();
            step = i == 0 ? FIRST : step.multipliedBy(2);
            step = step.compareTo(MOST) > 0 ? MOST : step;
        }
        assertThat(wait).isBetween(step.dividedBy(2), step);
    }

    @Test
    void whatWorksAgainBeginsAnew() {
        Backoff backoff = new Backoff(FIRST, MOST, 1);
        Stream.generate(backoff::next).limit(9).forEach(any -> {});
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(FIRST);
    }

    @Test
    void camerasThatFailTogetherComeBackApart() {
        assertThat(new Backoff(FIRST, MOST, "door".hashCode()).next())
                .isNotEqualTo(new Backoff(FIRST, MOST, "gate".hashCode()).next());
    }
}
