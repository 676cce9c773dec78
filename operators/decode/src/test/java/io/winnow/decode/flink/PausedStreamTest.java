package io.winnow.decode.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.DecodeOptions;
import io.winnow.decode.FramePolicy;
import io.winnow.decode.control.Standing;
import io.winnow.decode.flink.Told.Happened;
import io.winnow.decode.flink.Told.Shown;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PausedStreamTest {
    private static final int FRAMES = 30;
    private static final int PLACE = 12;

    @TempDir
    static Path media;

    private static Bench bench;

    @BeforeAll
    static void draw() throws Exception {
        bench = Bench.open();
        Media.clip(media.resolve("clip.mp4"), FRAMES);
        Media.clip(media.resolve("folder/a.mp4"), FRAMES);
        Media.clip(media.resolve("folder/b.mp4"), FRAMES);
        Media.clip(media.resolve("folder/c.mp4"), FRAMES);
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    private static VideoSplit clip(String policy) {
        return bench.splits(media.resolve("clip.mp4").toString(), policy).get(0);
    }

    private static Happened event(String kind, String reason, long count) {
        return new Happened("s", 0, kind, reason, count);
    }

    private static List<Told> withoutPauses(List<Told> told) {
        return told.stream()
                .filter(one -> !one.equals(event("GAP", "PAUSED", 0)) && !one.equals(event("GAP", "RESUMED", 0)))
                .toList();
    }

    @Test
    void aFileGoesOnExactlyWhereItWasPaused() throws Exception {
        for (String policy : List.of("keep-all", "every(4)", "keyframes")) {
            List<Told> undisturbed = bench.readAll(List.of(clip(policy)));
            try (Bench.Drive drive = bench.drive(List.of(clip(policy)))) {
                drive.until(4);
                drive.order(clip(policy), Standing.PAUSED);
                int pausedAt = drive.told.size();
                assertThat(drive.told.get(pausedAt - 1)).isEqualTo(event("GAP", "PAUSED", 0));
                assertThat(drive.idles()).isTrue();
                assertThat(drive.told).hasSize(pausedAt);
                drive.order(clip(policy), Standing.READ);
                drive.toEnd();
                assertThat(drive.told.get(pausedAt)).isEqualTo(event("GAP", "RESUMED", 0));
                assertThat(withoutPauses(drive.told)).isEqualTo(undisturbed);
                assertThat(drive.sent).containsExactly(new StreamLeft("s"));
            }
        }
    }

    @Test
    void aPauseIsState() throws Exception {
        List<Told> told;
        List<VideoSplit> state;
        try (Bench.Drive drive = bench.drive(List.of(clip("keep-all")))) {
            drive.until(PLACE);
            drive.order(clip("keep-all"), Standing.PAUSED);
            state = drive.checkpoint();
            told = new ArrayList<>(drive.told);
        }
        try (Bench.Drive restored = bench.drive(state)) {
            assertThat(restored.idles()).isTrue();
            restored.order(state.get(0), Standing.PAUSED);
            assertThat(restored.told).isEmpty();
            restored.order(state.get(0), Standing.READ);
            restored.toEnd();
            told.addAll(restored.told);
        }
        assertThat(withoutPauses(told)).isEqualTo(bench.readAll(List.of(clip("keep-all"))));
    }

    @Test
    void whatCannotBeReadAgainGoesOnInANewEpoch() throws Exception {
        try (Bench.Drive drive = bench.drive(List.of(clip("latest")))) {
            drive.until(3);
            long before = ((Happened) drive.told.get(0)).epoch();
            drive.order(clip("latest"), Standing.PAUSED);
            drive.order(clip("latest"), Standing.READ);
            drive.toEnd();
            assertThat(drive.told)
                    .filteredOn(
                            one -> one instanceof Happened gap && gap.reason().equals("RESUMED"))
                    .singleElement()
                    .satisfies(gap -> assertThat(((Happened) gap).epoch()).isGreaterThan(before));
            assertThat(drive.told)
                    .filteredOn(Happened.class::isInstance)
                    .noneMatch(one -> ((Happened) one).reason().equals("RESTORED"))
                    .last()
                    .satisfies(ended -> assertThat(((Happened) ended).count()).isEqualTo(FRAMES));
        }
    }

    @Test
    void aStreamThatIsPausedBeforeItBeganIsAnnouncedAndLetsOthersBeRead() throws Exception {
        List<VideoSplit> splits = bench.splits(media.resolve("folder").toString(), "keep-all");
        try (Bench.Drive drive = bench.drive(splits)) {
            drive.order(splits.get(0), Standing.PAUSED);
            drive.order(splits.get(1), Standing.PAUSED);
            while (drive.told.stream()
                    .noneMatch(one -> one instanceof Happened end && end.kind().equals("ENDED"))) {
                drive.until(drive.told.size() + 1);
            }
            assertThat(drive.told)
                    .filteredOn(one -> !one.stream().equals("s/c.mp4"))
                    .containsExactly(
                            new Happened("s/a.mp4", 0, "STARTED", "", 0),
                            new Happened("s/a.mp4", 0, "GAP", "PAUSED", 0),
                            new Happened("s/b.mp4", 0, "STARTED", "", 0),
                            new Happened("s/b.mp4", 0, "GAP", "PAUSED", 0));
            assertThat(drive.idles()).isTrue();
        }
    }

    @Test
    void aStreamThatIsRemovedEndsWhereItIs() throws Exception {
        try (Bench.Drive drive = bench.drive(List.of(clip("keep-all")))) {
            drive.until(PLACE);
            long frames = drive.told.stream().filter(Shown.class::isInstance).count();
            drive.order(clip("keep-all"), Standing.REMOVED);
            assertThat(drive.told).last().isEqualTo(event("ENDED", "REMOVED", frames));
            assertThat(drive.sent).containsExactly(new StreamLeft("s"));
            assertThat(drive.checkpoint()).isEmpty();
            drive.toEnd();
        }
    }

    @Test
    void aPausedStreamIsRemovedWithoutBeingRead() throws Exception {
        try (Bench.Drive drive = bench.drive(List.of(clip("keep-all")))) {
            drive.until(PLACE);
            drive.order(clip("keep-all"), Standing.PAUSED);
            long frames = drive.told.stream().filter(Shown.class::isInstance).count();
            drive.order(clip("keep-all"), Standing.REMOVED);
            drive.order(clip("keep-all"), Standing.REMOVED);
            assertThat(drive.told).last().isEqualTo(event("ENDED", "REMOVED", frames));
            assertThat(drive.told)
                    .filteredOn(event("ENDED", "REMOVED", frames)::equals)
                    .hasSize(1);
        }
    }

    @Test
    void pausedStreamsEndTooWhenTheTimeHasPassed() throws Exception {
        AtomicLong millis = new AtomicLong(1_000_000);
        DecodeOptions options =
                DecodeOptions.defaults().withPolicy(new FramePolicy.KeepAll()).withStopAfter(Duration.ofSeconds(10));
        try (Bench timed = new Bench(options, () -> Instant.ofEpochMilli(millis.get()));
                Bench.Drive drive = timed.drive(List.of(clip("keep-all")))) {
            drive.until(PLACE);
            drive.order(clip("keep-all"), Standing.PAUSED);
            millis.addAndGet(10_000);
            drive.toEnd();
            assertThat(drive.told)
                    .last()
                    .satisfies(end -> assertThat(((Happened) end).kind()).isEqualTo("ENDED"));
            assertThat(drive.sent).containsExactly(new TimeOver(), new StreamLeft("s"));
        }
    }

    @Test
    void aLaterReadingOfAStreamHasALaterEpoch() throws Exception {
        VideoSplit again = VideoSplit.unread("s", 77, clip("keep-all").plan());
        List<Told> told = bench.readAll(List.of(again));
        assertThat(told).hasSize(FRAMES + 3);
        assertThat(told.get(0)).isEqualTo(new Happened("s", 77, "STARTED", "", 0));
        assertThat(told.get(FRAMES + 2)).isEqualTo(new Happened("s", 77, "ENDED", "", FRAMES));
    }
}
