package io.winnow.decode.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.DecodeOptions;
import io.winnow.decode.FramePolicy;
import io.winnow.decode.HlsCamera;
import io.winnow.decode.LiveOptions;
import io.winnow.decode.RtspTransport;
import io.winnow.decode.flink.Told.Failed;
import io.winnow.decode.flink.Told.Happened;
import io.winnow.decode.flink.Told.Shown;
import io.winnow.records.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A playlist that goes on, ends and begins anew. */
class PlaylistStreamTest {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    /** Of the piece that is read, fewer frames than are held back until the next comes. */
    private static final int NEARLY_ALL = HlsCamera.PIECE_FRAMES - 5;

    private final AtomicLong leap = new AtomicLong();

    private Bench bench() throws Exception {
        LiveOptions live = new LiveOptions(
                RtspTransport.TCP,
                Duration.ofMinutes(10),
                Duration.ofDays(1),
                Duration.ofMillis(20),
                Duration.ofMillis(50));
        return new Bench(
                DecodeOptions.defaults()
                        .withPolicy(new FramePolicy.KeepAll())
                        .withLive(live)
                        .withStopAfter(LIMIT),
                () -> Instant.ofEpochMilli(System.currentTimeMillis() + leap.get()));
    }

    private static void until(Bench.Drive drive, int times, Predicate<Told> wanted) throws Exception {
        while (drive.told.stream().filter(wanted).count() < times) {
            drive.until(drive.told.size() + 1);
        }
    }

    private static boolean gap(Told told, String reason) {
        return told instanceof Happened event
                && event.kind().equals("GAP")
                && event.reason().equals(reason);
    }

    @Test
    void itIsOnTheClockOfTheWallAndOpenedAgainWhenItHasEnded() throws Exception {
        try (HlsCamera camera = HlsCamera.open(2);
                Bench bench = bench();
                Bench.Drive drive = bench.drive(bench.splits(camera.address(), "keep-all"))) {
            until(drive, NEARLY_ALL, Shown.class::isInstance);
            camera.publish();
            until(drive, HlsCamera.PIECE_FRAMES + NEARLY_ALL, Shown.class::isInstance);
            camera.end();
            until(drive, 1, told -> gap(told, "RECONNECTING"));
            assertThat(drive.told).filteredOn(Shown.class::isInstance).hasSize(2 * HlsCamera.PIECE_FRAMES);
            until(drive, 1, Failed.class::isInstance);
            camera.restart();
            until(drive, 1, told -> gap(told, "RECONNECTED"));
            until(drive, 2 * HlsCamera.PIECE_FRAMES + NEARLY_ALL, Shown.class::isInstance);
            leap.addAndGet(LIMIT.toMillis());
            drive.toEnd();
            check(drive.told);
        }
    }

    private static void check(List<Told> told) {
        List<Shown> frames = told.stream()
                .filter(Shown.class::isInstance)
                .map(Shown.class::cast)
                .toList();
        assertThat(frames).extracting(frame -> frame.span().clock()).containsOnly(Clock.WALL);
        assertThat(frames).extracting(Shown::epoch).isSorted();
        assertThat(frames.stream().map(Shown::epoch).distinct()).hasSize(2);
        assertThat(frames.get(2 * HlsCamera.PIECE_FRAMES).seq()).isZero();
        assertThat(told).noneMatch(one -> gap(one, "TRANSPORT") || gap(one, "OVERLOAD"));
        assertThat(told).filteredOn(Failed.class::isInstance).singleElement().satisfies(failed -> {
            assertThat(((Failed) failed).reason()).isEqualTo("READ");
            assertThat(((Failed) failed).where()).endsWith("/live.m3u8");
        });
        long missed = told.stream()
                .filter(Happened.class::isInstance)
                .map(Happened.class::cast)
                .filter(event -> event.kind().equals("GAP"))
                .mapToLong(Happened::count)
                .sum();
        assertThat(told.get(told.size() - 1)).isInstanceOfSatisfying(Happened.class, last -> {
            assertThat(last.kind()).isEqualTo("ENDED");
            assertThat(last.count()).isEqualTo(frames.size() + missed);
        });
    }
}
