package io.winnow.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.cli.command.CommandFailure;
import io.winnow.records.Clock;
import io.winnow.records.Moment;
import io.winnow.records.Span;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimeRangeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Moment moment(String text) {
        return AskedTime.moment("--from", text, NOW);
    }

    private static TimeRange range(String from, String to) {
        return new TimeRange(Optional.of(moment(from)), Optional.of(moment(to)));
    }

    @Test
    void readsOffsetsTimesOfTheWallAndHowLongAgo() {
        assertThat(moment("1.5min")).isEqualTo(new Moment(90_000_000, Clock.MEDIA));
        assertThat(moment("2026-03-01T11:50:00Z")).isEqualTo(moment("-10min"));
        assertThat(moment("2026-03-01T13:50:00+02:00")).isEqualTo(moment("-10min"));
        assertThat(moment("-10min").words()).isEqualTo("2026-03-01T11:50:00Z");
        assertThat(moment("90s").words()).isEqualTo("90s");
    }

    @Test
    void refusesWhatIsNoTime() {
        for (String text : new String[] {
            "soon",
            "-10",
            "10",
            "--5s",
            "",
            "2026-03-01",
            "2026-03-01T12:00:00",
            "+900000000-01-01T00:00:00Z",
            "-300000d"
        }) {
            CommandFailure refused = catchThrowableOfType(CommandFailure.class, () -> moment(text));
            assertThat(refused.failure().code()).as(text).isEqualTo("BAD_TIME");
        }
    }

    @Test
    void refusesATimeThatNothingCanBeOf() {
        assertThat(catchThrowableOfType(CommandFailure.class, () -> range("-5min", "-10min"))
                        .failure()
                        .what())
                .contains("before it begins at 2026-03-01T11:55:00Z");
        assertThat(catchThrowableOfType(CommandFailure.class, () -> range("5s", "-10min"))
                        .failure()
                        .what())
                .contains("one clock");
    }

    /** The twin counts microsecond by microsecond. */
    @Property
    void holdsFramesThatShareAMicrosecondWithIt(
            @ForAll @LongRange(min = 0, max = 12) long start,
            @ForAll @LongRange(min = 1, max = 6) long length,
            @ForAll @LongRange(min = 0, max = 12) long from,
            @ForAll @LongRange(min = 1, max = 6) long asked) {
        TimeRange range = new TimeRange(
                Optional.of(new Moment(from, Clock.WALL)), Optional.of(new Moment(from + asked, Clock.WALL)));
        boolean shared = false;
        for (long micro = start; micro < start + length; micro++) {
            shared |= micro >= from && micro < from + asked;
        }
        assertThat(range.holds(new Span(start, start + length, Clock.WALL))).isEqualTo(shared);
        assertThat(range.holds(new Span(start, start + length, Clock.MEDIA))).isFalse();
    }
}
