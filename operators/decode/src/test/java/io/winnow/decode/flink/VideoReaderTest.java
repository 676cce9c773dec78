package io.winnow.decode.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.flink.Told.Failed;
import io.winnow.decode.flink.Told.Happened;
import io.winnow.decode.flink.Told.Shown;
import io.winnow.records.Clock;
import io.winnow.records.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoReaderTest {
    private static final long FRAME_MICROS = 40_000;
    private static final long SECOND = 1_000_000;

    @TempDir
    static Path media;

    private static Bench bench;

    @BeforeAll
    static void draw() throws Exception {
        bench = Bench.open();
        Media.clip(media.resolve("clip.mp4"), 60);
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    private static List<Told> read(Path path, String policy) throws Exception {
        return bench.readAll(bench.splits(path.toString(), policy));
    }

    private static List<Shown> frames(List<Told> told) {
        return told.stream()
                .filter(Shown.class::isInstance)
                .map(Shown.class::cast)
                .toList();
    }

    private static List<Happened> events(List<Told> told) {
        return told.stream()
                .filter(Happened.class::isInstance)
                .map(Happened.class::cast)
                .toList();
    }

    private static Happened event(String kind, String reason, long count) {
        return new Happened("s", 0, kind, reason, count);
    }

    @Test
    void aClipIsToldFromItsStartToItsEnd() throws Exception {
        List<Told> told = read(media.resolve("clip.mp4"), "keep-all");
        assertThat(told.subList(0, 2)).containsExactly(event("STARTED", "", 0), event("FORMAT", "", 0));
        assertThat(frames(told)).hasSize(60).isEqualTo(told.subList(2, 62));
        assertThat(told.get(62)).isEqualTo(event("ENDED", "", 60));
    }

    @Test
    void framesHaveTheirSeqAndSpan() throws Exception {
        assertThat(frames(read(media.resolve("clip.mp4"), "keep-all")).get(30)).satisfies(frame -> {
            assertThat(frame.seq()).isEqualTo(30);
            assertThat(frame.span()).isEqualTo(new Span(30 * FRAME_MICROS, 31 * FRAME_MICROS, Clock.MEDIA));
            assertThat(frame.width()).isEqualTo(160);
            assertThat(frame.height()).isEqualTo(120);
        });
    }

    @Test
    void whatAPolicyLeavesOutLeavesHolesAndIsCounted() throws Exception {
        List<Told> told = read(media.resolve("clip.mp4"), "every(7)");
        assertThat(frames(told))
                .extracting(Shown::seq)
                .isEqualTo(
                        LongStream.of(0, 7, 14, 21, 28, 35, 42, 49, 56).boxed().toList());
        assertThat(events(told))
                .containsExactly(
                        event("STARTED", "", 0),
                        event("FORMAT", "", 0),
                        event("GAP", "POLICY", 51),
                        event("ENDED", "", 60));
    }

    @Test
    void framesASecondAreCountedByTheMediasClock() throws Exception {
        assertThat(frames(read(media.resolve("clip.mp4"), "fps(2)")))
                .extracting(frame -> frame.span().startMicros())
                .containsExactly(0L, 13 * FRAME_MICROS, 25 * FRAME_MICROS, 38 * FRAME_MICROS, 50 * FRAME_MICROS);
    }

    @Test
    void keyFramesAreDecodedAlone() throws Exception {
        List<Told> told = read(media.resolve("clip.mp4"), "keyframes");
        assertThat(frames(told)).extracting(Shown::seq).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(events(told)).contains(event("GAP", "POLICY", 54), event("ENDED", "", 60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scene(0.03)", "motion(0.002)"})
    void whatShowsNothingNewIsLeftOutAndCounted(String policy) throws Exception {
        List<Told> told = read(media.resolve("clip.mp4"), policy);
        int chosen = frames(told).size();
        assertThat(chosen).isBetween(2, 59);
        assertThat(events(told)).contains(event("GAP", "POLICY", 60 - chosen), event("ENDED", "", 60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scene(0.03)", "motion(0.002)"})
    void picturesAreAllHandedOnWhateverTheyShow(String policy) throws Exception {
        Path folder = media.resolve("alike" + policy.length());
        for (int i = 0; i < 3; i++) {
            Media.picture(folder.resolve(i + ".png"), 1);
        }
        assertThat(frames(read(folder, policy))).hasSize(3);
    }

    @Test
    void theLatestPolicyCountsWhatItPassesOver() throws Exception {
        List<Told> told = read(media.resolve("clip.mp4"), "latest");
        long passed = events(told).stream()
                .filter(event -> event.reason().equals("LATEST"))
                .mapToLong(Happened::count)
                .sum();
        assertThat(frames(told).size() + passed).isEqualTo(60);
        assertThat(events(told).get(0).epoch()).isPositive();
    }

    @Test
    void picturesOfAFolderAreOneStreamWithASecondEach() throws Exception {
        Path folder = media.resolve("pictures");
        for (int i = 0; i < 3; i++) {
            Media.picture(folder.resolve(i + ".png"), i);
        }
        List<Told> told = read(folder, "fps(2)");
        assertThat(frames(told)).extracting(Shown::seq).containsExactly(0L, 1L, 2L);
        assertThat(frames(told).get(2).span()).isEqualTo(new Span(2 * SECOND, 3 * SECOND, Clock.MEDIA));
        assertThat(events(told))
                .containsExactly(event("STARTED", "", 0), event("FORMAT", "", 0), event("ENDED", "", 3));
    }

    @Test
    void aPolicyChoosesPicturesByTheStreamsClock() throws Exception {
        Path folder = media.resolve("chosen");
        for (int i = 0; i < 5; i++) {
            Media.picture(folder.resolve(i + ".png"), i);
        }
        List<Told> told = read(folder, "fps(0.5)");
        assertThat(frames(told)).extracting(Shown::seq).containsExactly(0L, 2L, 4L);
        assertThat(events(told)).contains(event("GAP", "POLICY", 2), event("ENDED", "", 5));
    }

    @Test
    void aMixedFolderHasAStreamForItsPicturesAndOneForEachClip() throws Exception {
        Path folder = media.resolve("mixed");
        Media.picture(folder.resolve("a.png"), 1);
        Media.clip(folder.resolve("b.mp4"), 12);
        Files.writeString(folder.resolve("readme.txt"), "no media here, whoever looks");
        List<Told> told = read(folder, "keep-all");
        assertThat(told).filteredOn(one -> one.stream().equals("s/b.mp4")).hasSize(15);
        assertThat(told.stream().filter(one -> one.stream().equals("s"))).last().isEqualTo(event("ENDED", "", 2));
        assertThat(events(told)).contains(event("GAP", "NOT_MEDIA", 1));
        assertThat(told).noneMatch(Failed.class::isInstance);
    }

    @Test
    void brokenFilesDoNotDisturbTheirNeighbours() throws Exception {
        Path folder = media.resolve("neighbours");
        for (int i = 0; i < 4; i++) {
            Media.clip(folder.resolve("good-" + i + ".mp4"), 10 + i);
        }
        List<Told> undisturbed = read(folder, "keep-all");
        Media.damage(Media.clip(folder.resolve("good-0-broken.mp4"), 30));
        Files.write(folder.resolve("good-1-broken.mkv"), new byte[5_000]);
        Files.writeString(folder.resolve("good-2-broken.mp4"), "text");
        List<Told> disturbed = read(folder, "keep-all");
        for (int i = 0; i < 4; i++) {
            String stream = "s/good-" + i + ".mp4";
            assertThat(disturbed.stream().filter(one -> one.stream().equals(stream)))
                    .containsExactlyElementsOf(undisturbed.stream()
                            .filter(one -> one.stream().equals(stream))
                            .toList());
        }
        assertThat(disturbed.stream().filter(Failed.class::isInstance).map(Told::stream))
                .containsExactly("s/good-0-broken.mp4");
    }

    @Test
    void everyInputIsAnnouncedAndEnds() throws Exception {
        Path folder = media.resolve("ends");
        Media.damage(Media.clip(folder.resolve("broken.mp4"), 30));
        Files.writeString(folder.resolve("text.mp4"), "text");
        Files.createFile(folder.resolve("empty.mkv"));
        List<Told> told = read(folder, "keep-all");
        for (String stream : List.of("s/broken.mp4", "s/text.mp4", "s/empty.mkv")) {
            assertThat(events(told).stream().filter(one -> one.stream().equals(stream)))
                    .extracting(Happened::kind)
                    .startsWith("STARTED")
                    .endsWith("ENDED");
        }
    }

    @Test
    void aNamedFileThatIsNoMediaIsADeadLetter() throws Exception {
        Path text = Files.writeString(media.resolve("text.mp4"), "this is text");
        assertThat(read(text, "keep-all"))
                .containsExactly(
                        event("STARTED", "", 0),
                        new Failed("s", "NOT_MEDIA", text.toString(), 1),
                        event("ENDED", "NOT_MEDIA", 0));
    }

    @Test
    void aFileThatIsGoneIsADeadLetter() throws Exception {
        Path gone = media.resolve("gone.mp4");
        assertThat(read(gone, "keep-all"))
                .containsExactly(
                        event("STARTED", "", 0),
                        new Failed("s", "READ", gone.toString(), 1),
                        event("ENDED", "READ", 0));
    }

    @Test
    void manyPicturesNeedNoProcessEach() throws Exception {
        Path folder = media.resolve("many");
        Path first = Media.picture(folder.resolve("0000.png"), 1);
        for (int i = 1; i < 300; i++) {
            Files.copy(first, folder.resolve(String.format("%04d.png", i)));
        }
        List<Told> told = read(folder, "keep-all");
        assertThat(frames(told))
                .extracting(Shown::seq)
                .isEqualTo(IntStream.range(0, 300).asLongStream().boxed().toList());
    }
}
