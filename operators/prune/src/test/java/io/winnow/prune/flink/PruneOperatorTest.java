package io.winnow.prune.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.EngineOptions;
import io.winnow.prune.Codebook;
import io.winnow.prune.InstalledTokenizers;
import io.winnow.prune.Keep;
import io.winnow.prune.KeepTrials;
import io.winnow.prune.PruneOptions;
import io.winnow.prune.PrunerKind;
import io.winnow.prune.ReaderCodebook;
import io.winnow.prune.RecordCheck;
import io.winnow.prune.Records;
import io.winnow.prune.StreamPruner;
import io.winnow.prune.TinyBundles;
import io.winnow.prune.WindowOptions;
import io.winnow.records.Axis;
import io.winnow.records.BundleRef;
import io.winnow.records.Clock;
import io.winnow.records.DeadLetter;
import io.winnow.records.Element;
import io.winnow.records.Grid;
import io.winnow.records.Halves;
import io.winnow.records.Positions;
import io.winnow.records.PrunedWindow;
import io.winnow.records.RunEnded;
import io.winnow.records.StreamEvent;
import io.winnow.records.StreamEvent.Kind;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import io.winnow.records.avro.RecordCodecs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneOperatorTest {
    private static final int CODES = 40;
    private static final int WIDTH = 8;
    private static final PruneOptions TWO_FRAMES = PruneOptions.defaults().withWindow(WindowOptions.ofFrames(2));

    @TempDir
    static Path models;

    private static TinyBundles bundles;

    private final Random random = new Random(3);

    @BeforeAll
    static void writeBundles() throws IOException {
        float[] codes = new float[CODES * WIDTH];
        Random random = new Random(1);
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (float) random.nextGaussian();
        }
        bundles = TinyBundles.write(models, WIDTH, codes);
    }

    private static Records door(Clock clock) {
        return new Records("door", bundles.tokenizer(), clock);
    }

    private List<TokenRecord> frames(Records records, int count) {
        List<TokenRecord> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(records.frame(random.ints(9, 0, CODES).toArray()));
        }
        return frames;
    }

    @Test
    void windowsOfFramesCloseWhenFull() throws Exception {
        try (Stage stage = Stage.open(bundles, TWO_FRAMES)) {
            stage.feed(frames(door(Clock.MEDIA), 5));
            assertThat(stage.windows()).extracting(PrunedWindow::index).containsExactly(0L, 1L);
            assertThat(stage.windows()).allSatisfy(window -> {
                assertThat(window.frameSpans()).hasSize(2);
                assertThat(window.seen()).isEqualTo(18);
                assertThat(window.tokens().count()).isEqualTo(5);
                assertThat(window.parents()).hasSize(2);
                assertThat(window.pruner()).isEqualTo("todre(rule=k-center, keep=0.25, still=0.3)");
                assertThat(window.ranks()).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
                assertThat(window.late()).isFalse();
                assertThat(window.timings().tokenizeMicros()).isEqualTo(4);
            });
        }
    }

    @Test
    void windowsOfALengthCloseWithTheFirstFrameOfTheNext() throws Exception {
        PruneOptions twoSeconds = PruneOptions.defaults().withWindow(WindowOptions.ofLength(Duration.ofSeconds(2)));
        try (Stage stage = Stage.open(bundles, twoSeconds)) {
            List<TokenRecord> frames = frames(door(Clock.MEDIA), 9);
            stage.feed(frames.subList(0, 4));
            assertThat(stage.windows()).isEmpty();
            stage.feed(frames.subList(4, 9));
            assertThat(stage.windows()).extracting(PrunedWindow::index).containsExactly(0L, 1L);
            assertThat(stage.windows())
                    .extracting(window -> window.span().startMicros())
                    .containsExactly(0L, 2_000_000L);
        }
    }

    @Test
    void leftToItselfAFileIsCutEveryEightSecondsAndALiveStreamEveryFrame() throws Exception {
        try (Stage stage = Stage.open(bundles, PruneOptions.defaults())) {
            stage.feed(frames(door(Clock.MEDIA), 33));
            assertThat(stage.windows()).extracting(w -> w.frameSpans().size()).containsExactly(16, 16);
        }
        try (Stage stage = Stage.open(bundles, PruneOptions.defaults())) {
            stage.feed(frames(door(Clock.WALL), 3));
            assertThat(stage.windows()).extracting(w -> w.frameSpans().size()).containsExactly(1, 1, 1);
        }
    }

    @Test
    void theEndOfAStreamClosesItsWindowBeforeTheEventLeaves() throws Exception {
        Records door = door(Clock.MEDIA);
        try (Stage stage = Stage.open(bundles, PruneOptions.defaults())) {
            stage.feed(door.event(Kind.STARTED)).feed(frames(door, 3)).feed(door.event(Kind.ENDED));
            assertThat(stage.output())
                    .extracting(Element::getClass)
                    .extracting(Class::getSimpleName)
                    .containsExactly("StreamEvent", "PrunedWindow", "StreamEvent");
            assertThat(stage.output()).extracting(PruneOperatorTest::ordinal).containsExactly(0L, 1L, 2L);
        }
    }

    private static long ordinal(Element element) {
        return element instanceof PrunedWindow window
                ? window.origin().ordinal()
                : ((StreamEvent) element).origin().ordinal();
    }

    @Test
    void aNewEpochClosesTheWindowAndIsComparedWithNothing() throws Exception {
        Records door = door(Clock.MEDIA);
        List<TokenRecord> before = frames(door, 2);
        door.nextEpoch();
        StreamEvent gap = door.event(Kind.GAP);
        List<TokenRecord> after = frames(door, 1);
        try (Stage stage = Stage.open(bundles, PruneOptions.defaults())) {
            stage.feed(before).feed(gap).feed(after).feed(door.event(Kind.ENDED));
            assertThat(stage.output())
                    .extracting(Element::getClass)
                    .extracting(Class::getSimpleName)
                    .containsExactly("PrunedWindow", "StreamEvent", "PrunedWindow", "StreamEvent");
            assertThat(stage.windows().get(1).index()).isZero();
            assertThat(stage.windows().get(1).changes()).containsOnly(0);
        }
    }

    @Test
    void whatHappensWithinAnEpochDoesNotCloseItsWindow() throws Exception {
        Records door = door(Clock.MEDIA);
        try (Stage stage = Stage.open(bundles, PruneOptions.defaults())) {
            stage.feed(frames(door, 2))
                    .feed(door.event(Kind.GAP), door.event(Kind.IDLE), door.event(Kind.FORMAT))
                    .feed(frames(door, 2))
                    .feed(door.event(Kind.ENDED));
            assertThat(stage.windows())
                    .singleElement()
                    .satisfies(window -> assertThat(window.frameSpans()).hasSize(4));
        }
    }

    @Test
    void repeatsAreDropped() throws Exception {
        Records door = door(Clock.MEDIA);
        List<TokenRecord> frames = frames(door, 4);
        StreamEvent ended = door.event(Kind.ENDED);
        try (Stage stage = Stage.open(bundles, TWO_FRAMES)) {
            stage.feed(frames).feed(frames.subList(1, 4)).feed(ended, ended);
            assertThat(stage.output()).hasSize(3);
        }
    }

    @Test
    void theFirstFrameOfAWindowIsComparedWithTheLastOfTheOneBefore() throws Exception {
        Records door = door(Clock.MEDIA);
        try (Stage stage = Stage.open(bundles, TWO_FRAMES.withPruner(PrunerKind.KEEP_ALL))) {
            stage.feed(door.frame(1), door.frame(2), door.frame(2), door.frame(3));
            assertThat(stage.windows().get(0).changes().get(1)).isPositive();
            assertThat(stage.windows().get(1).changes().get(0)).isZero();
            assertThat(stage.windows().get(1).changes().get(1)).isPositive();
        }
    }

    @Test
    void whatEarlierWindowsKeptIsNotKeptAgainWhereTheyAreRemembered() throws Exception {
        PruneOptions oneOfTwo =
                PruneOptions.defaults().withWindow(WindowOptions.ofFrames(1)).withStill(0);
        Records door = door(Clock.MEDIA);
        List<TokenRecord> still = List.of(door.frame(1, 1, 2, 2), door.frame(1, 1, 2, 2));
        try (Stage stage = Stage.open(bundles, oneOfTwo)) {
            stage.feed(still);
            assertThat(stage.windows()).extracting(PrunedWindow::cells).containsExactly(List.of(0), List.of(0));
        }
        try (Stage stage = Stage.open(bundles, oneOfTwo.withRemember(1))) {
            stage.feed(still);
            assertThat(stage.windows()).extracting(PrunedWindow::cells).containsExactly(List.of(0), List.of(2));
        }
    }

    @Test
    void aRecordOfAClosedWindowIsAWindowOfItsOwnMarkedLate() throws Exception {
        Records door = door(Clock.MEDIA);
        List<TokenRecord> frames = frames(door, 4);
        try (Stage stage = Stage.open(bundles, TWO_FRAMES)) {
            stage.feed(frames.get(0), frames.get(2), frames.get(3), frames.get(1));
            assertThat(stage.windows()).extracting(PrunedWindow::late).containsExactly(false, true);
            assertThat(stage.windows().get(1).parents())
                    .containsExactly(frames.get(1).id());
        }
    }

    @Test
    void aRecordOfAnOpenWindowTakesItsPlaceInIt() throws Exception {
        List<TokenRecord> frames = frames(door(Clock.MEDIA), 4);
        PruneOptions fourFrames = PruneOptions.defaults().withWindow(WindowOptions.ofFrames(4));
        try (Stage stage = Stage.open(bundles, fourFrames)) {
            stage.feed(frames.get(0), frames.get(2), frames.get(1), frames.get(3));
            assertThat(stage.windows().get(0).parents())
                    .isEqualTo(frames.stream().map(TokenRecord::id).toList());
        }
    }

    @Test
    void anotherGridBeginsAWindow() throws Exception {
        Records door = door(Clock.MEDIA);
        try (Stage stage = Stage.open(bundles, PruneOptions.defaults())) {
            stage.feed(door.frame(1, 2, 3, 4), door.frame(1), door.event(Kind.ENDED));
            assertThat(stage.windows()).extracting(w -> w.grid().cells()).containsExactly(4, 1);
        }
    }

    @Test
    void anInterruptionInTheMiddleOfAWindowChangesNothing() throws Exception {
        Records door = door(Clock.MEDIA);
        List<Element> elements = new ArrayList<>(frames(door, 21));
        elements.add(door.event(Kind.ENDED));
        PruneOptions options = PruneOptions.defaults().withRemember(1);
        List<Element> expected;
        try (Stage stage = Stage.open(bundles, options)) {
            expected =
                    stage.feed(elements).output().stream().map(Records::content).toList();
        }
        List<Element> actual = new ArrayList<>();
        for (int at : List.of(0, 5, 16, 17, 21)) {
            try (Stage first = Stage.open(bundles, options)) {
                first.feed(elements.subList(0, at));
                try (Stage second = Stage.restore(bundles, options, first.snapshot())) {
                    // What came after the checkpoint comes again, and a little of what came before it.
                    second.feed(elements.subList(Math.max(0, at - 2), elements.size()));
                    actual.clear();
                    first.output().stream().map(Records::content).forEach(actual::add);
                    second.output().stream().map(Records::content).forEach(actual::add);
                }
            }
            assertThat(actual).as("interrupted after " + at).isEqualTo(expected);
        }
    }

    @Test
    void streamsDoNotTouchOneAnother() throws Exception {
        Records door = door(Clock.MEDIA);
        Records yard = new Records("yard", bundles.tokenizer(), Clock.MEDIA);
        List<TokenRecord> doors = frames(door, 6);
        List<TokenRecord> yards = frames(yard, 6);
        List<Element> apart = new ArrayList<>();
        for (List<TokenRecord> frames : List.of(doors, yards)) {
            try (Stage stage = Stage.open(bundles, TWO_FRAMES)) {
                stage.feed(frames).output().stream().map(Records::content).forEach(apart::add);
            }
        }
        try (Stage stage = Stage.open(bundles, TWO_FRAMES)) {
            for (int i = 0; i < 6; i++) {
                stage.feed(doors.get(i), yards.get(i));
            }
            assertThat(stage.output().stream().map(Records::content)).containsExactlyInAnyOrderElementsOf(apart);
        }
    }

    @Test
    void whatCannotBePrunedIsADeadLetterAndItsNeighboursGoOn() throws Exception {
        Records door = door(Clock.MEDIA);
        TokenRecord beyond = door.frame(1, CODES, 2, 3);
        TokenRecord wide = door.record(
                Axis.SPATIAL, new Grid(1, 1, 1), new Tokens.Vectors(1, 3, Halves.pack(new float[] {1, 2, 3})));
        TokenRecord prefix = door.record(Axis.PREFIX, new Grid(1, 2, 2), Tokens.Ids.pack(new int[] {1, 2}, 6));
        TokenRecord holes = door.record(Axis.SPATIAL, new Grid(1, 2, 2), Tokens.Ids.pack(new int[] {1, 2}, 6));
        TokenRecord foreign =
                new Records("door", new BundleRef("tiny-tokenizer", "ab".repeat(32)), Clock.MEDIA).frame(1);
        TokenRecord stranger = new Records("door", new BundleRef("other", "ab".repeat(32)), Clock.MEDIA).frame(1);
        try (Stage stage = Stage.open(bundles, PruneOptions.defaults())) {
            stage.feed(beyond, wide, prefix, holes, foreign, stranger)
                    .feed(door.frame(1, 2, 3, 4), door.event(Kind.ENDED));
            assertThat(stage.deadLetters())
                    .extracting(DeadLetter::reason)
                    .containsExactly(
                            "ID_RANGE",
                            "VECTOR_WIDTH",
                            "WRONG_AXIS",
                            "MALFORMED",
                            "UNKNOWN_TOKENIZER",
                            "UNKNOWN_TOKENIZER");
            assertThat(stage.deadLetters().get(0).what())
                    .isEqualTo("token 1 has the id 40, and the codebook tiny-v1 has 40 codes");
            assertThat(RecordCodecs.ELEMENT.decode(stage.deadLetters().get(0).original()))
                    .isEqualTo(beyond);
            assertThat(stage.windows())
                    .singleElement()
                    .satisfies(window -> assertThat(window.seen()).isEqualTo(4));
        }
    }

    @Test
    void aCapKeepsTheSameOfEachWindowWhereverARunIsRestoredOrReplayed() throws Exception {
        PruneOptions cap = TWO_FRAMES.withKeep(new Keep.Rate(7, 2));
        List<TokenRecord> frames = frames(door(Clock.MEDIA), 12);
        List<PrunedWindow> whole;
        try (Stage stage = Stage.open(bundles, cap)) {
            whole = stage.feed(frames).windows();
        }
        assertThat(whole).extracting(window -> window.tokens().count()).containsExactly(3, 4, 3, 4, 3, 4);
        assertThat(whole.get(0).pruner()).isEqualTo("todre(rule=k-center, keep=7 tokens/s over 2 streams, still=0.3)");
        for (int at = 1; at < frames.size(); at++) {
            List<PrunedWindow> parts;
            OperatorSubtaskState state;
            try (Stage before = Stage.open(bundles, cap)) {
                parts = new ArrayList<>(before.feed(frames.subList(0, at)).windows());
                state = before.snapshot();
            }
            try (Stage after = Stage.restore(bundles, cap, state)) {
                parts.addAll(after.feed(frames.subList(Math.max(0, at - 2), 12)).windows());
            }
            assertThat(parts.stream().map(Records::content))
                    .containsExactlyElementsOf(
                            whole.stream().map(Records::content).toList());
        }
    }

    @Test
    void aStreamThatIsThereAsAWholeGivesTheWindowsThatItGivesWhileItComes() throws Exception {
        PruneOptions found = TWO_FRAMES
                .withRemember(1)
                .withKeep(new Keep.Found(KeepTrials.of(0.9, 1, 10, Map.of(0.5, 10, 0.25, 9))));
        Records door = door(Clock.MEDIA);
        List<TokenRecord> records = new ArrayList<>(frames(door, 5));
        records.add(door.frame(1, CODES, 2, 3));
        door.nextEpoch();
        records.addAll(frames(door, 4));
        records.add(door.frame(1, 2, 3, 4));
        List<PrunedWindow> coming;
        try (Stage stage = Stage.open(bundles, found)) {
            coming = stage.feed(records).feed(door.event(Kind.ENDED)).windows();
            assertThat(stage.deadLetters()).hasSize(1);
        }
        assertThat(coming).extracting(PrunedWindow::index).containsExactly(0L, 1L, 2L, 0L, 1L, 2L);
        Codebook codebook = ReaderCodebook.of(bundles.reader(), EngineOptions.defaults());
        RecordCheck check = new RecordCheck(found, codebook, new InstalledTokenizers(models, codebook.features()));
        List<PrunedWindow> whole = new StreamPruner(found, codebook, check, "digest").prune(records);
        assertThat(whole).hasSameSizeAs(coming);
        for (int i = 0; i < whole.size(); i++) {
            assertThat(whole.get(i).id()).isEqualTo(coming.get(i).id());
            assertThat(whole.get(i).tokens()).isEqualTo(coming.get(i).tokens());
            assertThat(whole.get(i).ranks()).isEqualTo(coming.get(i).ranks());
            assertThat(whole.get(i).changes()).isEqualTo(coming.get(i).changes());
            assertThat(whole.get(i).pruner()).isEqualTo(coming.get(i).pruner());
        }
    }

    @Test
    void aCapCountsTheTimeThatSamplesStandFor() throws Exception {
        PruneOptions cap =
                PruneOptions.defaults().withWindow(WindowOptions.ofFrames(1)).withKeep(new Keep.Rate(8, 1));
        List<TokenRecord> frames = frames(door(Clock.MEDIA), 7);
        try (Stage stage = Stage.open(bundles, cap)) {
            stage.feed(frames.get(0), frames.get(1), frames.get(3), frames.get(6));
            assertThat(stage.windows())
                    .extracting(window -> window.tokens().count())
                    .containsExactly(4, 4, 8, 9);
        }
    }

    @Test
    void prefixesOfAnyTokenizerAreCutWithoutAReader() throws Exception {
        PruneOptions quarter = TWO_FRAMES.withPruner(PrunerKind.PREFIX).withKeep(0.25);
        Records door = new Records("door", new BundleRef("pieces", "ab".repeat(32)), Clock.MEDIA);
        Grid slots = new Grid(1, 1, 16);
        Tokens.Ids ids = Tokens.Ids.pack(new int[] {4095, 7, 8, 9, 10, 11, 12, 13}, 12);
        Tokens.Vectors vectors = new Tokens.Vectors(4, 3, Halves.pack(new float[12]));
        try (Stage stage = Stage.withoutReader(quarter)) {
            stage.feed(
                    door.record(Axis.PREFIX, slots, ids),
                    door.choice(slots, ids, Positions.bitmap(new int[] {0, 2, 3, 4, 5, 6, 7, 15}, 16)),
                    door.record(Axis.PREFIX, slots, vectors),
                    door.record(Axis.PREFIX, slots, vectors));
            assertThat(stage.deadLetters()).isEmpty();
            assertThat(stage.windows()).hasSize(2);
            PrunedWindow first = stage.windows().get(0);
            assertThat(first.tokens()).isEqualTo(Tokens.Ids.pack(new int[] {4095, 7, 4095, 7}, 12));
            assertThat(first.cells()).containsExactly(0, 1, 0, 2);
            assertThat(stage.windows().get(1).tokens()).isEqualTo(vectors.first(2));
        }
    }

    @Test
    void whatIsNoPrefixIsADeadLetterOfAPrefixPruner() throws Exception {
        Records door = door(Clock.MEDIA);
        Grid slots = new Grid(1, 1, 4);
        Tokens.Ids two = Tokens.Ids.pack(new int[] {1, 2}, 6);
        try (Stage stage = Stage.withoutReader(PruneOptions.defaults().withPruner(PrunerKind.PREFIX))) {
            stage.feed(
                    door.frame(1, 2, 3, 4),
                    door.record(Axis.PREFIX, slots, Tokens.Ids.pack(new int[5], 6)),
                    door.choice(slots, two, Positions.list(new int[] {3, 1}, 4)),
                    door.choice(slots, two, Positions.bitmap(new int[] {3}, 4)),
                    door.choice(slots, two, Positions.bitmap(new int[] {1, 5}, 6)));
            assertThat(stage.deadLetters())
                    .extracting(DeadLetter::reason)
                    .containsExactly("WRONG_AXIS", "MALFORMED", "MALFORMED", "MALFORMED", "MALFORMED");
            assertThat(stage.deadLetters().get(2).what()).contains("slot 1 follows one in slot 3");
        }
    }

    @Test
    void aPrunerThatLooksAtTokensNeedsAReader() {
        assertThatThrownBy(() -> Stage.withoutReader(PruneOptions.defaults()))
                .hasMessageContaining("no reader was given");
    }

    @Test
    void vectorsArePrunedAsTheyAre() throws Exception {
        Records door = door(Clock.MEDIA);
        float[] numbers = new float[9 * WIDTH];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        try (Stage stage = Stage.open(bundles, PruneOptions.defaults())) {
            stage.feed(
                    door.record(Axis.SPATIAL, new Grid(1, 3, 3), new Tokens.Vectors(9, WIDTH, Halves.pack(numbers))),
                    door.event(Kind.ENDED));
            assertThat(stage.windows())
                    .singleElement()
                    .satisfies(window -> assertThat(window.tokens())
                            .isInstanceOfSatisfying(
                                    Tokens.Vectors.class,
                                    kept -> assertThat(kept.count()).isEqualTo(3)));
        }
    }

    @Test
    void marksOfARunsEndStayBehind() throws Exception {
        try (Stage stage = Stage.open(bundles, PruneOptions.defaults())) {
            stage.feed(new RunEnded("run-1", "tokenize", 0, 1, 0));
            assertThat(stage.output()).isEmpty();
        }
    }
}
