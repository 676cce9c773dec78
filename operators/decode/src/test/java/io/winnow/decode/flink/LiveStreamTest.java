package io.winnow.decode.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.DecodeOptions;
import io.winnow.decode.FramePolicy;
import io.winnow.decode.LiveOptions;
import io.winnow.decode.RtspTransport;
import io.winnow.decode.control.Standing;
import io.winnow.decode.flink.Told.Failed;
import io.winnow.decode.flink.Told.Happened;
import io.winnow.decode.flink.Told.Shown;
import io.winnow.decode.worker.camera.Manner;
import io.winnow.decode.worker.camera.Play;
import io.winnow.decode.worker.camera.RtspCamera;
import io.winnow.records.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams of cameras on loopback, across cuts. */
class LiveStreamTest {
    private static final int FRAMES = 40;
    private static final int BUSY_FRAMES = 120;
    private static final int SLOW_FRAMES = 10;
    private static final Duration LIMIT = Duration.ofMinutes(30);

    /** The wall clock, and a leap of it that a test makes. */
    private static final AtomicLong LEAP = new AtomicLong();

    private static Bench bench;

    @BeforeAll
    static void open() throws Exception {
        LiveOptions soon = new LiveOptions(
                RtspTransport.TCP,
                Duration.ofSeconds(5),
                Duration.ofDays(1),
                Duration.ofMillis(20),
                Duration.ofMillis(50));
        bench = new Bench(
                DecodeOptions.defaults()
                        .withPolicy(new FramePolicy.KeepAll())
                        .withLive(soon)
                        .withStopAfter(LIMIT),
                () -> Instant.ofEpochMilli(System.currentTimeMillis() + LEAP.get()));
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    private static void until(Bench.Drive drive, Predicate<Told> wanted) throws Exception {
        until(drive, 1, wanted);
    }

    private static void until(Bench.Drive drive, int times, Predicate<Told> wanted) throws Exception {
        while (drive.told.stream().filter(wanted).count() < times) {
            drive.until(drive.told.size() + 1);
        }
    }

    private static void end(Bench.Drive drive) throws Exception {
        LEAP.addAndGet(LIMIT.toMillis());
        drive.toEnd();
    }

    private static boolean is(Told told, String kind, String reason) {
        return told instanceof Happened event
                && event.kind().equals(kind)
                && event.reason().equals(reason);
    }

    private static List<Shown> frames(List<Told> told, long epoch) {
        return told.stream()
                .filter(one -> one instanceof Shown frame && frame.epoch() == epoch)
                .map(Shown.class::cast)
                .toList();
    }

    private static List<Long> epochs(List<Told> told) {
        return told.stream()
                .filter(Shown.class::isInstance)
                .map(frame -> ((Shown) frame).epoch())
                .distinct()
                .toList();
    }

    private static long counted(List<Told> told) {
        return told.stream()
                .mapToLong(one -> one instanceof Shown
                        ? 1
                        : one instanceof Happened event && event.kind().equals("GAP") ? event.count() : 0)
                .sum();
    }

    @Test
    void aCameraWhoseConnectionEndsGoesOnInANewEpoch() throws Exception {
        try (RtspCamera camera = RtspCamera.open(Manner.of(FRAMES));
                Bench.Drive drive = bench.drive(bench.splits(camera.address(), "keep-all"))) {
            until(drive, 2, told -> is(told, "GAP", "RECONNECTED"));
            end(drive);
            List<Told> told = drive.told;
            List<Long> epochs = epochs(told);
            assertThat(epochs).hasSizeGreaterThanOrEqualTo(2).isSorted();
            for (int i = 0; i < 2; i++) {
                assertThat(frames(told, epochs.get(i)))
                        .extracting(Shown::seq)
                        .isEqualTo(LongStream.range(0, camera.plays().get(i).sent())
                                .boxed()
                                .toList());
            }
            assertThat(camera.plays()).extracting(Play::sent).startsWith((long) FRAMES, (long) FRAMES);
            assertThat(told).noneMatch(Failed.class::isInstance);
            long end = frames(told, epochs.get(0)).get(FRAMES - 1).span().endMicros();
            assertThat(frames(told, epochs.get(1)).get(0).span()).satisfies(span -> {
                assertThat(span.clock()).isEqualTo(Clock.WALL);
                assertThat(span.startMicros()).isBetween(end, epochs.get(1) * 1_000);
            });
            Told last = told.get(told.size() - 1);
            assertThat(is(last, "ENDED", "")).isTrue();
            assertThat(((Happened) last).count()).isEqualTo(counted(told));
        }
    }

    @Test
    void aCameraWhoseClockIsAnHourBehindIsToldSoAndItsFramesHaveThisMachinesTime() throws Exception {
        long before = System.currentTimeMillis();
        try (RtspCamera camera = RtspCamera.open(Manner.of(FRAMES).ahead(Duration.ofHours(-1)));
                Bench.Drive drive = bench.drive(bench.splits(camera.address(), "keep-all"))) {
            until(drive, told -> is(told, "GAP", "RECONNECTED"));
            until(drive, told -> is(told, "FORMAT", "") && aheadSeconds(told) < 0);
            assertThat(drive.told)
                    .filteredOn(told -> is(told, "FORMAT", "") && aheadSeconds(told) != 0)
                    .allSatisfy(format -> assertThat(aheadSeconds(format)).isBetween(-3_900L, -3_599L));
            assertThat(drive.told)
                    .filteredOn(Shown.class::isInstance)
                    .allSatisfy(frame ->
                            assertThat(((Shown) frame).span().startMicros()).isGreaterThanOrEqualTo(before * 1_000));
        }
    }

    /** 0 where nothing is said. */
    private static long aheadSeconds(Told told) {
        String said = ((Happened) told).clockAheadSeconds();
        return said.isEmpty() ? 0 : Long.parseLong(said);
    }

    @Test
    void aCameraThatIsPausedIsLeftAloneAndGoesOnInANewEpoch() throws Exception {
        try (RtspCamera camera = RtspCamera.open(Manner.of(FRAMES).ending(Manner.End.FALLS_SILENT))) {
            List<VideoSplit> splits = bench.splits(camera.address(), "keep-all");
            try (Bench.Drive drive = bench.drive(splits)) {
                until(drive, Shown.class::isInstance);
                drive.order(splits.get(0), Standing.PAUSED);
                assertThat(is(drive.told.get(drive.told.size() - 1), "GAP", "PAUSED"))
                        .isTrue();
                assertThat(drive.idles()).isTrue();
                drive.order(splits.get(0), Standing.READ);
                until(drive, told -> is(told, "GAP", "RESUMED"));
                until(
                        drive,
                        told -> told instanceof Shown frame
                                && frame.epoch() > epochs(drive.told).get(0));
                end(drive);
                assertThat(epochs(drive.told)).hasSize(2).isSorted();
                assertThat(camera.plays()).hasSize(2);
                Happened last = (Happened) drive.told.get(drive.told.size() - 1);
                assertThat(last.count()).isEqualTo(counted(drive.told));
            }
        }
    }

    @Test
    void whatAPolicyLeavesOutOfALiveStreamIsCountedToTheFrame() throws Exception {
        // The last frame is complete only when another comes.
        try (RtspCamera camera = RtspCamera.open(Manner.of(FRAMES + 1).ending(Manner.End.FALLS_SILENT));
                Bench.Drive drive = bench.drive(bench.splits(camera.address(), "every(13)"))) {
            until(drive, told -> told instanceof Shown frame && frame.seq() == 39);
            end(drive);
            assertThat(drive.told).filteredOn(Shown.class::isInstance).hasSize(4);
            assertThat(counted(drive.told)).isEqualTo(FRAMES);
        }
    }

    /** A line that takes one frame while the busy camera sends ten. */
    @Test
    void aBusyCameraCostsItsOwnFramesAndNoneOfASlowOne() throws Exception {
        Manner slow = new Manner(10, SLOW_FRAMES, 5, 0, 0, Manner.End.CLOSES, "", Optional.empty());
        try (RtspCamera busyCamera = RtspCamera.open(Manner.of(BUSY_FRAMES));
                RtspCamera slowCamera = RtspCamera.open(slow)) {
            List<VideoSplit> splits = new ArrayList<>(bench.splits(busyCamera.address(), "latest"));
            splits.addAll(bench.splits(slowCamera.address(), "keep-all"));
            try (Bench.Drive drive = bench.drive(Bench.named(splits, "busy", "slow"))) {
                List<Told> told = drive.told;
                until(drive, one -> one instanceof Shown && one.stream().equals("busy"));
                while (!ended(told, "busy") || !ended(told, "slow")) {
                    busyCamera.await(1).awaitSent(10L * told.size());
                    drive.until(told.size() + 1);
                }
                List<Told> busy = untilAway(told, "busy");
                assertThat(counted(busy)).isEqualTo(BUSY_FRAMES);
                assertThat(busy).filteredOn(Shown.class::isInstance).hasSizeLessThan(BUSY_FRAMES);
                assertThat(busy)
                        .filteredOn(one -> one instanceof Happened event && event.count() > 0)
                        .extracting(one -> ((Happened) one).reason())
                        .containsOnly("LATEST");
                assertThat(untilAway(told, "slow"))
                        .filteredOn(Shown.class::isInstance)
                        .extracting(one -> ((Shown) one).seq())
                        .isEqualTo(LongStream.range(0, SLOW_FRAMES).boxed().toList());
            }
        }
    }

    private static boolean ended(List<Told> told, String stream) {
        return told.stream().anyMatch(one -> one.stream().equals(stream) && is(one, "GAP", "RECONNECTING"));
    }

    /** What was told of a stream before its connection first ended. */
    private static List<Told> untilAway(List<Told> told, String stream) {
        return told.stream()
                .filter(one -> one.stream().equals(stream))
                .takeWhile(one -> !is(one, "GAP", "RECONNECTING"))
                .toList();
    }

    @Test
    void anAddressThatNeverAnswersIsOneDeadLetterHoweverOftenItIsTried() throws Exception {
        String address;
        try (RtspCamera gone = RtspCamera.open(Manner.of(1).asking("me:secret"))) {
            address = gone.address();
        }
        try (Bench.Drive drive = bench.drive(bench.splits(address, "keep-all"))) {
            until(drive, Failed.class::isInstance);
            LEAP.addAndGet(3_000);
            until(drive, told -> is(told, "IDLE", ""));
            end(drive);
            assertThat(drive.told)
                    .filteredOn(Failed.class::isInstance)
                    .singleElement()
                    .satisfies(failed -> {
                        assertThat(((Failed) failed).reason()).isEqualTo("READ");
                        assertThat(((Failed) failed).where())
                                .startsWith("rtsp://127.0.0.1")
                                .doesNotContain("secret");
                    });
            assertThat(drive.told)
                    .filteredOn(told -> is(told, "GAP", "RECONNECTING"))
                    .hasSize(1);
            assertThat(is(drive.told.get(drive.told.size() - 1), "ENDED", "")).isTrue();
        }
    }

    @Test
    void aCameraThatIsAwayDoesNotStopTheOthers() throws Exception {
        String away;
        try (RtspCamera gone = RtspCamera.open(Manner.of(1))) {
            away = gone.address();
        }
        try (RtspCamera one = RtspCamera.open(Manner.of(FRAMES));
                RtspCamera other = RtspCamera.open(Manner.of(FRAMES))) {
            List<VideoSplit> splits = new ArrayList<>();
            for (String address : List.of(away, one.address(), other.address())) {
                VideoSplit split = bench.splits(address, "keep-all").get(0);
                splits.add(split);
            }
            try (Bench.Drive drive = bench.drive(Bench.named(splits, "away", "one", "other"))) {
                until(drive, told -> told instanceof Shown && told.stream().equals("one"));
                until(drive, told -> told instanceof Shown && told.stream().equals("other"));
                assertThat(drive.told)
                        .filteredOn(told -> told.stream().equals("away"))
                        .noneMatch(Shown.class::isInstance);
            }
        }
    }

    @Test
    void aRestoredStreamJoinsItsCameraAnewAndSaysAboutHowMuchItMissed() throws Exception {
        try (RtspCamera camera = RtspCamera.open(Manner.of(100_000))) {
            List<VideoSplit> state;
            long before;
            try (Bench.Drive drive = bench.drive(bench.splits(camera.address(), "keep-all"))) {
                until(drive, told -> told instanceof Shown frame && frame.seq() == 5);
                before = epochs(drive.told).get(0);
                state = drive.checkpoint();
            }
            LEAP.addAndGet(10_000);
            try (Bench.Drive drive = bench.drive(state)) {
                until(drive, Shown.class::isInstance);
                Happened restored = drive.told.stream()
                        .filter(told -> is(told, "GAP", "RESTORED"))
                        .map(Happened.class::cast)
                        .findFirst()
                        .orElseThrow();
                assertThat(restored.epoch()).isGreaterThanOrEqualTo(before + 10_000);
                assertThat(restored.count()).isGreaterThanOrEqualTo(1_000);
                assertThat(drive.told.get(drive.told.size() - 1)).isInstanceOfSatisfying(Shown.class, frame -> {
                    assertThat(frame.epoch()).isEqualTo(restored.epoch());
                    assertThat(frame.seq()).isZero();
                });
            }
        }
    }
}
