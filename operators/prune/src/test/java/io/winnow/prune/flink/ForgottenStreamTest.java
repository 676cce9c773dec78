package io.winnow.prune.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.prune.PruneOptions;
import io.winnow.prune.Records;
import io.winnow.prune.TinyBundles;
import io.winnow.prune.WindowOptions;
import io.winnow.records.Clock;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.PrunedWindow;
import io.winnow.records.StreamEvent;
import io.winnow.records.StreamEvent.Kind;
import io.winnow.records.TokenRecord;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An open window of a stream that is forgotten is never pruned, and what comes of it late is refused; its events go on, since they say that it has ended. */
class ForgottenStreamTest {
    private static final long WHEN = 1_000_000;
    private static final int WIDTH = 8;
    private static final PruneOptions TWO_FRAMES = PruneOptions.defaults().withWindow(WindowOptions.ofFrames(2));

    private static TinyBundles bundles;

    private final Records door = new Records("door", bundles.tokenizer(), Clock.WALL);

    @BeforeAll
    static void writeBundles(@TempDir Path models) throws Exception {
        bundles = TinyBundles.write(models, WIDTH, new float[40 * WIDTH]);
    }

    private TokenRecord frame() {
        return door.frame(1, 2, 3, 4);
    }

    @Test
    void itsOpenWindowIsDroppedAndWhatIsLateRefused() throws Exception {
        try (Stage stage = Stage.open(bundles, TWO_FRAMES)) {
            stage.feed(door.event(Kind.STARTED), frame(), frame(), frame())
                    .forget("door", WHEN)
                    .feed(frame(), frame(), door.event(Kind.ENDED));

            assertThat(stage.windows()).hasSize(1);
            assertThat(stage.output())
                    .filteredOn(StreamEvent.class::isInstance)
                    .extracting(event -> ((StreamEvent) event).kind())
                    .containsExactly(Kind.STARTED, Kind.ENDED);
            assertThat(stage.deadLetters()).isEmpty();
        }
    }

    @Test
    void aStreamThatIsBackIsCutAnew() throws Exception {
        Records yard = new Records("yard", bundles.tokenizer(), Clock.WALL);
        try (Stage stage = Stage.open(bundles, TWO_FRAMES)) {
            stage.feed(frame(), yard.frame(1, 2, 3, 4))
                    .forget("door", WHEN)
                    .feed(frame())
                    .add("door", WHEN);
            door.beginEpoch(ForgottenStreams.firstEpoch(WHEN));
            List<TokenRecord> back = List.of(frame(), frame());
            stage.feed(back).feed(yard.frame(1, 2, 3, 4));

            assertThat(stage.windows())
                    .extracting(window -> window.origin().stream())
                    .containsExactly("door", "yard");
            assertThat(stage.windows().get(0).parents())
                    .containsExactly(back.get(0).id(), back.get(1).id());
            assertThat(stage.windows()).noneMatch(PrunedWindow::late);
        }
    }

    @Test
    void noFrameOfAStreamThatIsBackIsRefusedThoughTheStageHasNotHeardOfItYet() throws Exception {
        try (Stage stage = Stage.open(bundles, TWO_FRAMES)) {
            stage.feed(frame()).forget("door", WHEN).addUnheard("door", WHEN);
            door.beginEpoch(ForgottenStreams.firstEpoch(WHEN));
            List<TokenRecord> back = List.of(frame(), frame());
            stage.feed(back);

            assertThat(stage.windows()).hasSize(1);
            assertThat(stage.windows().get(0).parents())
                    .containsExactly(back.get(0).id(), back.get(1).id());
        }
    }

    @Test
    void aSourceThatGoesOnUnheardIsRefusedWhateverItsEpochAndAskedAboutOnceInEach() throws Exception {
        try (Stage stage = Stage.open(bundles, TWO_FRAMES)) {
            stage.feed(frame()).forget("door", WHEN);
            for (int connection = 0; connection < 2; connection++) {
                door.beginEpoch(ForgottenStreams.firstEpoch(WHEN) + connection);
                stage.feed(frame(), frame(), frame());
            }
            assertThat(stage.windows()).isEmpty();
            assertThat(stage.asked()).isEqualTo(2);
        }
    }

    @Test
    void aRestoredStageDropsWhatWasForgottenMeanwhile() throws Exception {
        OperatorSubtaskState state;
        try (Stage stage = Stage.open(bundles, TWO_FRAMES)) {
            state = stage.feed(frame()).snapshot();
            stage.forget("door", WHEN);
        }
        try (Stage stage = Stage.restore(bundles, TWO_FRAMES, state)) {
            stage.feed(door.event(Kind.ENDED));
            assertThat(stage.windows()).isEmpty();
        }
    }
}
