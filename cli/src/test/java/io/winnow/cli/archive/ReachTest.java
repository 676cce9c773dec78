package io.winnow.cli.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.cli.ask.TimeRange;
import io.winnow.records.Clock;
import io.winnow.records.Moment;
import io.winnow.records.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long MICROS = NOW.getEpochSecond() * 1_000_000;

    private static TimeRange time(String from, String to) {
        return new TimeRange(Optional.of(Moment.parse(from, NOW)), Optional.of(Moment.parse(to, NOW)));
    }

    private static TimeRange since(String from) {
        return new TimeRange(Optional.of(Moment.parse(from, NOW)), Optional.empty());
    }

    /** A second so many seconds ago. */
    private static Span ago(long seconds) {
        return new Span(MICROS - seconds * 1_000_000, MICROS - (seconds - 1) * 1_000_000, Clock.WALL);
    }

    private static Reach reach(TimeRange time, Span... frames) {
        Reach reach = new Reach(time);
        for (Span frame : frames) {
            reach.add("door", frame);
        }
        return reach;
    }

    @Test
    void saysNothingWhereThePastReachesAllOfTheTime() {
        assertThat(reach(since("-10min"), ago(700), ago(600), ago(60)).lacking())
                .isEmpty();
        assertThat(reach(time("-10min", "-5min"), ago(601), ago(400), ago(299)).lacking())
                .isEmpty();
        assertThat(reach(since("-10min"), ago(600)).lacking()).isEmpty();
    }

    @Test
    void saysFromWhenToWhenFramesAreKeptWhereMoreIsAskedFor() {
        assertThat(reach(since("-10min"), ago(60), ago(30)).lacking())
                .containsExactly("Of door, frames of the time asked about are kept from 2026-03-01T11:59:00Z only.");
        assertThat(reach(time("-10min", "-5min"), ago(601), ago(590)).lacking())
                .containsExactly("Of door, frames of the time asked about are kept to 2026-03-01T11:50:11Z only.");
        assertThat(reach(time("-10min", "-5min"), ago(480), ago(420)).lacking())
                .containsExactly(
                        "Of door, frames of the time asked about are kept from 2026-03-01T11:52:00Z to 2026-03-01T11:53:01Z only.");
    }

    @Test
    void saysOfWhichStreamNothingIsKeptAndOfHowManyMore() {
        Reach reach = new Reach(time("-10min", "-5min"));
        for (int stream = 0; stream < 7; stream++) {
            reach.add("dock/" + stream, ago(900));
        }
        reach.add("gate", ago(601));
        reach.add("gate", ago(400));
        reach.add("gate", ago(100));
        assertThat(reach.lacking())
                .hasSize(6)
                .startsWith(
                        "Of dock/0, no frame of the time asked about is kept: the last frame before is of 2026-03-01T11:45:00Z.")
                .endsWith("Nor is all of it kept of 2 streams more.");
    }

    @Test
    void ofAClipNothingIsLacking() {
        Reach reach =
                reach(since("5s"), new Span(0, 1_000_000, Clock.MEDIA), new Span(6_000_000, 7_000_000, Clock.MEDIA));
        assertThat(reach.lacking()).isEmpty();
    }

    @Test
    void saysWhatThereIsWhereNothingOfTheTimeIs() {
        TimeRange time = time("-10min", "-5min");
        Span clip = new Span(0, 1_000_000, Clock.MEDIA);
        assertThat(reach(time).instead()).isEmpty();
        assertThat(reach(time, ago(900), ago(800)).instead())
                .isEqualTo("; the last frame before is of 2026-03-01T11:46:40Z");
        assertThat(reach(time, ago(800), ago(200), ago(100)).instead())
                .isEqualTo(
                        "; the last frame before is of 2026-03-01T11:46:40Z, the first frame after is of 2026-03-01T11:56:40Z");
        assertThat(reach(time, clip).instead()).contains("by the clock of the wall");
        assertThat(reach(since("5s"), ago(1)).instead()).contains("by its offset in a file");
        assertThat(reach(since("5s"), clip).instead()).isEqualTo("; the last frame before is of 0s");
        assertThat(reach(new TimeRange(Optional.empty(), Optional.empty()), clip)
                        .instead())
                .isEmpty();
    }

    /** The twin looks for the nearest among all frames. */
    @Property
    void theNearestFramesAreTold(@ForAll @Size(max = 8) List<@IntRange(min = 1, max = 1200) Integer> secondsAgo) {
        Reach reach = reach(
                time("-10min", "-5min"),
                secondsAgo.stream().map(ago -> ago(ago)).toArray(Span[]::new));
        OptionalLong before = secondsAgo.stream()
                .filter(ago -> ago > 600)
                .mapToLong(ago -> MICROS - ago * 1_000_000L)
                .max();
        OptionalLong after = secondsAgo.stream()
                .filter(ago -> ago <= 300)
                .mapToLong(ago -> MICROS - ago * 1_000_000L)
                .min();
        String told = reach.instead();
        assertThat(told.contains("before")).isEqualTo(before.isPresent());
        assertThat(told.contains("after")).isEqualTo(after.isPresent());
        before.ifPresent(micros -> assertThat(told).contains("before is of " + new Moment(micros, Clock.WALL).words()));
        after.ifPresent(micros -> assertThat(told).contains("after is of " + new Moment(micros, Clock.WALL).words()));
    }
}
