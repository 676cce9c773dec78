package io.winnow.gateway.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.Axis;
import io.winnow.records.BundleRef;
import io.winnow.records.Clock;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.Grid;
import io.winnow.records.Origin;
import io.winnow.records.Positions;
import io.winnow.records.Preview;
import io.winnow.records.PrunedWindow;
import io.winnow.records.RecordIds;
import io.winnow.records.Span;
import io.winnow.records.StreamControl;
import io.winnow.records.Timings;
import io.winnow.records.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PictureShelfTest {
    private static final int BYTES = 1_000;
    private static final long SECOND = 1_000_000;

    private long nowNanos = 7;
    private final PictureShelf shelf = new PictureShelf(20L * BYTES, new ToldPictures(10L * BYTES, () -> nowNanos));

    @BeforeEach
    void showARun() {
        shelf.show("run-1");
    }

    @Test
    void showsTheNewestPictureAndTheNewestThatWasPruned() {
        IntStream.range(0, 4).forEach(second -> shelf.add(picture("door", second)));
        shelf.add(window("door", Axis.SPATIAL, List.of(1L, 2L)));
        PictureViews.Shown shown = shelf.shown("door").orElseThrow();
        assertThat(shown.newest().atMicros()).isEqualTo(3 * SECOND);
        PictureViews.Pruned pruned = shown.pruned();
        assertThat(pruned).isNotNull();
        assertThat(pruned.picture().atMicros()).isEqualTo(2 * SECOND);
        assertThat(pruned.kept().rows()).isEqualTo(2);
        assertThat(pruned.kept().cells()).containsExactly(1, 3);
        assertThat(pruned.kept().ranks()).containsExactly(0, 2);
        assertThat(pruned.kept().here()).isEqualTo(2);
        assertThat(pruned.kept().all()).isEqualTo(3);
        assertThat(pruned.kept().seen()).isEqualTo(8);
        assertThat(pruned.kept().frames()).isEqualTo(2);
    }

    @Test
    void aWindowThatIsReadBeforeItsPictureFindsItWhenItComes() {
        shelf.add(window("door", Axis.SPATIAL, List.of(4L)));
        assertThat(shelf.shown("door")).isEmpty();
        shelf.add(picture("door", 4));
        assertThat(shelf.shown("door").orElseThrow().pruned()).isNotNull();
    }

    @Test
    void ofLiveWindowsThatAreReadBeforeTheirPicturesThatOfTheNewestPictureIsFound() {
        LongStream.range(0, 50).forEach(second -> shelf.add(window("door", Axis.SPATIAL, List.of(second))));
        shelf.add(picture("door", 20));
        shelf.add(picture("door", 40));
        PictureViews.Pruned pruned = shelf.shown("door").orElseThrow().pruned();
        assertThat(pruned).isNotNull();
        assertThat(pruned.picture().atMicros()).isEqualTo(40 * SECOND);
        LongStream.range(50, 200).forEach(second -> shelf.add(window("door", Axis.SPATIAL, List.of(second))));
        assertThat(shelf.shown("door").orElseThrow().pruned()).isEqualTo(pruned);
    }

    @Test
    void whatWasPrunedStaysUntilTheNextWindowAndCanBeFetched() {
        shelf.add(picture("door", 0));
        shelf.add(window("door", Axis.SPATIAL, List.of(0L)));
        IntStream.range(1, 30).forEach(second -> shelf.add(picture("door", second)));
        PictureViews.Pruned pruned = shelf.shown("door").orElseThrow().pruned();
        assertThat(pruned).isNotNull();
        assertThat(shelf.jpeg("door", 0, pruned.picture().atMicros())).isPresent();
        assertThat(shelf.jpeg("door", 0, SECOND)).isEmpty();
        assertThat(shelf.jpeg("door", 0, 29 * SECOND)).isPresent();
        assertThat(shelf.jpeg("door", 1, 29 * SECOND)).isEmpty();
        assertThat(shelf.jpeg("yard", 0, 29 * SECOND)).isEmpty();
    }

    @Test
    void whatSomebodyWasToldOfCanBeFetchedForAMinuteHoweverManyNewerPicturesHaveCome() {
        shelf.add(picture("door", 0));
        shelf.add(window("door", Axis.PREFIX, List.of(0L)));
        assertThat(shelf.shown("door")).isPresent();
        for (long second = 1; second < 30; second++) {
            shelf.add(picture("door", second));
            shelf.add(window("door", Axis.PREFIX, List.of(second)));
        }
        assertThat(shelf.jpeg("door", 0, 0)).isPresent();
        assertThat(shelf.code("door", 0, 0)).isPresent();
        assertThat(shelf.jpeg("door", 0, SECOND)).isEmpty();
        assertThat(shelf.code("door", 0, SECOND)).isEmpty();
        shelf.clear();
        assertThat(shelf.jpeg("door", 0, 0)).isPresent();

        nowNanos += Duration.ofMinutes(1).toNanos();
        assertThat(shelf.jpeg("door", 0, 0)).isPresent();
        nowNanos++;
        assertThat(shelf.jpeg("door", 0, 0)).isEmpty();
        assertThat(shelf.code("door", 0, 0)).isEmpty();
    }

    @Test
    void ofAnotherRunNothingIsGivenThatSomebodyWasToldOf() {
        shelf.add(picture("door", 0));
        assertThat(shelf.shown("door")).isPresent();
        shelf.show("run-2");
        assertThat(shelf.jpeg("door", 0, 0)).isEmpty();
    }

    @Test
    void tokensThatStandForNoPlaceAreCountedAlone() {
        shelf.add(picture("door", 0));
        shelf.add(window("door", Axis.PREFIX, List.of(0L)));
        PictureViews.Pruned pruned = shelf.shown("door").orElseThrow().pruned();
        assertThat(pruned).isNotNull();
        assertThat(pruned.kept().rows()).isZero();
        assertThat(pruned.kept().cells()).isEmpty();
        assertThat(pruned.kept().here()).isEqualTo(3);
    }

    @Test
    void dropsAndRefusesTheStreamsThatWereForgotten() {
        PictureViews.Picture told = shelf.tell(picture("door", 9)).orElseThrow();
        shelf.add(picture("door", 0));
        shelf.add(window("door", Axis.SPATIAL, List.of(0L)));
        shelf.add(picture("yard", 0));
        shelf.refuse(ForgottenStreams.of(List.of(StreamControl.forget("door", 1))));
        assertThat(shelf.shown("door")).isEmpty();
        assertThat(shelf.jpeg("door", told.epoch(), told.atMicros())).isEmpty();
        assertThat(shelf.shown("yard")).isPresent();

        shelf.add(window("door", Axis.SPATIAL, List.of(1L)));
        shelf.add(picture("door", 1));
        assertThat(shelf.shown("door")).isEmpty();
        assertThat(shelf.tell(picture("door", 8))).isEmpty();
    }

    @Test
    void ofAStreamThatIsBackBeforeThatIsHeardWhatIsOlderGoes() {
        long first = ForgottenStreams.firstEpoch(1);
        shelf.add(picture("door", 0));
        shelf.add(window("door", Axis.PREFIX, List.of(0L)));
        shelf.add(picture("door", first, 5));
        shelf.refuse(ForgottenStreams.of(
                List.of(StreamControl.add("door", "/door", "", 2).forgottenBefore(1))));
        PictureViews.Shown shown = shelf.shown("door").orElseThrow();
        assertThat(shown.newest().epoch()).isEqualTo(first);
        assertThat(shown.pruned()).isNull();
        assertThat(shelf.jpeg("door", 0, 0)).isEmpty();
        assertThat(shelf.code("door", 0, 0)).isEmpty();
    }

    @Test
    void tokensInAnOrderAreHeldForTheNewestFramesThatAreShown() {
        shelf.add(picture("door", 1));
        shelf.add(window("door", Axis.SPATIAL, List.of(0L, 1L)));
        assertThat(shelf.code("door", 0, SECOND)).isEmpty();
        for (long second = 1; second <= 6; second++) {
            shelf.add(picture("door", second));
            shelf.add(window("door", Axis.PREFIX, List.of(second - 1, second)));
        }
        PictureViews.Pruned pruned = shelf.shown("door").orElseThrow().pruned();
        assertThat(pruned).isNotNull();
        assertThat(pruned.decodes()).isTrue();
        assertThat(pruned.kept().ranks()).containsExactly(0, 2);
        assertThat(pruned.kept().bytes()).isEqualTo(3);
        FrameCode code = shelf.code("door", 0, 6 * SECOND).orElseThrow();
        assertThat(code.tokens()).isEqualTo(Tokens.Ids.pack(new int[] {6, 7}, 12));
        assertThat(Positions.cells(code.slots())).containsExactly(1, 3);
        assertThat(code.first(1).tokens()).isEqualTo(Tokens.Ids.pack(new int[] {6}, 12));
        assertThat(Positions.cells(code.first(1).slots())).containsExactly(1);
        assertThat(shelf.code("door", 0, 3 * SECOND)).isPresent();
        assertThat(shelf.code("door", 0, 2 * SECOND)).isEmpty();
        assertThat(shelf.code("yard", 0, 6 * SECOND)).isEmpty();
    }

    @Test
    void forgetsTheStreamsThatWereQuietLongestWhenThereIsTooMuch() {
        IntStream.range(0, 40).forEach(stream -> shelf.add(picture("camera-" + stream, 0)));
        assertThat(IntStream.range(0, 40)
                        .filter(stream -> shelf.shown("camera-" + stream).isPresent()))
                .containsExactlyElementsOf(IntStream.range(20, 40).boxed().toList());
    }

    @Test
    void windowsWithoutPicturesDoNotGatherForEver() {
        shelf.add(picture("camera-0", 0));
        IntStream.range(1, 2_001).forEach(stream -> shelf.add(window("camera-" + stream, Axis.SPATIAL, List.of(0L))));
        assertThat(shelf.shown("camera-0")).isEmpty();
    }

    @Test
    void showsOneRunAlone() {
        shelf.add(picture("door", 0));
        shelf.show("run-2");
        assertThat(shelf.shown("door")).isEmpty();
        shelf.add(picture("door", 1));
        assertThat(shelf.shown("door")).isEmpty();
    }

    private static Preview picture(String stream, long second) {
        return picture(stream, 0, second);
    }

    private static Preview picture(String stream, long epoch, long second) {
        return new Preview("run-1", stream, epoch, span(second), 32, 18, new byte[BYTES], second);
    }

    private static Span span(long second) {
        return new Span(second * SECOND, (second + 1) * SECOND, Clock.MEDIA);
    }

    /** Of 2 x 2 cells, that keeps cells 1 and 3 of its last frame and cell 0 of its first. */
    private static PrunedWindow window(String stream, Axis axis, List<Long> seconds) {
        int last = seconds.size() - 1;
        return new PrunedWindow(
                new Origin("run-1", "prune", stream, 0, 0),
                RecordIds.derived("run-1", "digest", List.of()),
                "digest",
                new BundleRef("lite0-cells", "ab".repeat(32)),
                "todre",
                0,
                span(seconds.get(0)).union(span(seconds.get(last))),
                seconds.stream().map(PictureShelfTest::span).toList(),
                List.of(),
                new Grid(1, 2, 2),
                axis,
                4 * seconds.size(),
                Tokens.Ids.pack(new int[] {5, 6, 7}, 12),
                List.of(0, last, last),
                List.of(0, 1, 3),
                List.of(1, 0, 2),
                List.of(0, 0, 0),
                64,
                Timings.NONE,
                false,
                0);
    }
}
