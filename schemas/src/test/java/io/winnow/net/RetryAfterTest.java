package io.winnow.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void readsSecondsAndDates() {
        assertThat(RetryAfter.read(" 120 ", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.read("Sun, 01 Mar 2026 12:05:00 GMT", NOW)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void asksForNothingWhereNothingCanBeRead() {
        assertThat(RetryAfter.read("", NOW)).isZero();
        assertThat(RetryAfter.read("soon", NOW)).isZero();
        assertThat(RetryAfter.read("-5", NOW)).isZero();
        assertThat(RetryAfter.read("99999999999", NOW)).isZero();
        assertThat(RetryAfter.read("Sun, 01 Mar 2026 11:00:00 GMT", NOW)).isZero();
    }
}
