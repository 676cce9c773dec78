package io.winnow.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.Axis;
import io.winnow.records.BundleRef;
import io.winnow.records.Clock;
import io.winnow.records.Grid;
import io.winnow.records.Halves;
import io.winnow.records.Origin;
import io.winnow.records.Positions;
import io.winnow.records.PrunedWindow;
import io.winnow.records.TokenMap;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PrunersTest {
    private static final int CODES = 50;
    private static final Codebook CODEBOOK = codebook();

    private static Codebook codebook() {
        Random random = new Random(2);
        float[] codes = new float[CODES * 7];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (float) random.nextGaussian();
        }
        return Codebook.of("tiny", 7, codes);
    }

    private static List<TokenRecord> frames(long seed, int count) {
        Random random = new Random(seed);
        Records records = new Records("s" + seed, new BundleRef("cells", "00"), Clock.MEDIA);
        return IntStream.range(0, count)
                .mapToObj(i -> records.frame(random.ints(16, 0, CODES).toArray()))
                .toList();
    }

    private static PrunedWindow prune(PruneOptions options, List<TokenRecord> records) {
        return new WindowPruner(options, CODEBOOK, "digest")
                .prune(
                        new Window(0, false, records, Optional.empty(), List.of()),
                        new Origin("run-1", "prune", "s", 0, 0));
    }

    private static List<PruneOptions> spatial() {
        return List.of(
                PruneOptions.defaults(),
                PruneOptions.defaults().withRule(Rule.MAX_SUM).withStill(0),
                PruneOptions.defaults().withSpread(0.35),
                PruneOptions.defaults().withSpread(1).withExactUpTo(0),
                PruneOptions.defaults().withPruner(PrunerKind.TEMPORAL),
                PruneOptions.defaults().withPruner(PrunerKind.UNIFORM),
                PruneOptions.defaults().withPruner(PrunerKind.RANDOM));
    }

    /** Kept cells of a window by frame and cell, those ranked below a budget. */
    private static List<String> below(PrunedWindow window, int budget) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < window.tokens().count(); i++) {
            if (window.ranks().get(i) < budget) {
                kept.add(window.frameIndices().get(i) + "/" + window.cells().get(i) + "="
                        + window.ranks().get(i));
            }
        }
        return kept;
    }

    @Property(tries = 40)
    void aSmallerShareKeepsTheLowestRanksOfALargerOne(
            @ForAll @IntRange(max = 1000) int seed, @ForAll @IntRange(min = 1, max = 99) int percent) {
        List<TokenRecord> records = frames(seed, 4);
        for (PruneOptions options : spatial()) {
            PrunedWindow all = prune(options.withKeep(1), records);
            PrunedWindow part = prune(options.withKeep(percent / 100.0), records);
            int budget =
                    options.withKeep(percent / 100.0).budget(64, records.get(0).span());
            assertThat(part.tokens().count()).isEqualTo(budget);
            assertThat(below(part, budget)).as(options.describe()).isEqualTo(below(all, budget));
        }
    }

    @Property(tries = 40)
    void whatIsKeptStandsInOrderWithItsOwnId(@ForAll @IntRange(max = 1000) int seed) {
        List<TokenRecord> records = frames(seed, 3);
        for (PruneOptions options : spatial()) {
            PrunedWindow window = prune(options, records);
            int[] ids = ((Tokens.Ids) window.tokens()).unpack();
            int before = -1;
            for (int i = 0; i < ids.length; i++) {
                int frame = window.frameIndices().get(i);
                int cell = window.cells().get(i);
                assertThat(frame * 16 + cell).isGreaterThan(before);
                before = frame * 16 + cell;
                assertThat(ids[i]).isEqualTo(((Tokens.Ids) records.get(frame).tokens()).unpack()[cell]);
            }
        }
    }

    @Test
    void chanceFallsTheSameForTheSameRecordsAndElseDifferently() {
        PruneOptions random = PruneOptions.defaults().withPruner(PrunerKind.RANDOM);
        assertThat(prune(random, frames(1, 4)))
                .extracting(PrunedWindow::ranks)
                .isEqualTo(prune(random, frames(1, 4)).ranks());
        assertThat(below(prune(random, frames(1, 4)), 64)).isNotEqualTo(below(prune(random, frames(2, 4)), 64));
    }

    @Test
    void evenlySpreadTokensLeaveNoLargeGapAtAnyShare() {
        for (int budget = 1; budget <= 784; budget++) {
            int[] kept = Orders.spread(784, budget);
            Arrays.sort(kept);
            for (int i = 1; i < kept.length; i++) {
                assertThat(kept[i] - kept[i - 1]).isLessThanOrEqualTo(2 * 1024 / budget + 1);
            }
        }
    }

    @Test
    void ofCellsThatShowTheSameTheMiddleAndTheFarthestAreKeptWherePlaceCounts() {
        TokenRecord flat = new Records("s", new BundleRef("cells", "00"), Clock.MEDIA)
                .record(Axis.SPATIAL, new Grid(1, 4, 4), Tokens.Ids.pack(new int[16], 6));
        PruneOptions options = PruneOptions.defaults().withKeep(new Keep.Count(4));
        assertThat(prune(options, List.of(flat)).cells()).containsExactly(0, 1, 2, 3);
        assertThat(prune(options.withSpread(0.35), List.of(flat)).cells()).contains(5, 15);
    }

    @Test
    void whatEarlierWindowsKeptAndWhereCountsAsPicked() {
        Records records = new Records("s", new BundleRef("cells", "00"), Clock.MEDIA);
        Grid grid = new Grid(1, 4, 4);
        TokenRecord flat = records.record(Axis.SPATIAL, grid, Tokens.Ids.pack(new int[16], 6));
        PruneOptions options =
                PruneOptions.defaults().withKeep(new Keep.Count(1)).withSpread(0.35);
        PrunedWindow first = prune(options, List.of(flat));
        PrunedWindow second = new WindowPruner(options, CODEBOOK, "digest")
                .prune(new Window(1, false, List.of(flat), Optional.empty(), List.of(first)), first.origin());
        assertThat(first.cells()).containsExactly(5);
        assertThat(second.cells()).containsExactly(15);
    }

    @Test
    void temporalSimilarityKeepsWhatIsNewThenWhatChangedMost() {
        Records records = new Records("s", new BundleRef("cells", "00"), Clock.MEDIA);
        List<TokenRecord> frames = List.of(records.frame(1, 2, 3, 4), records.frame(1, 2, 9, 4));
        PruneOptions temporal =
                PruneOptions.defaults().withPruner(PrunerKind.TEMPORAL).withKeep(0.6);
        assertThat(below(prune(temporal, frames), 5)).containsExactly("0/0=0", "0/1=1", "0/2=2", "0/3=3", "1/2=4");
    }

    @Test
    void aPrefixIsCutFromEachRecordInProportion() {
        Records records = new Records("s", new BundleRef("karl", "00"), Clock.MEDIA);
        Grid grid = new Grid(1, 1, 8);
        List<TokenRecord> frames = List.of(
                records.record(Axis.PREFIX, grid, Tokens.Ids.pack(new int[] {5, 6, 7, 8, 9, 10, 11, 12}, 6)),
                records.record(Axis.PREFIX, grid, Tokens.Ids.pack(new int[] {1, 2, 3, 4}, 6)));
        PrunedWindow window =
                prune(PruneOptions.defaults().withPruner(PrunerKind.PREFIX).withKeep(0.5), frames);
        assertThat(((Tokens.Ids) window.tokens()).unpack()).containsExactly(5, 6, 7, 8, 1, 2);
        assertThat(window.frameIndices()).containsExactly(0, 0, 0, 0, 1, 1);
    }

    @Test
    void aPrefixOfAChoiceOfSlotsKeepsItsFirstOnesAndWhereTheyStand() {
        Records records = new Records("s", new BundleRef("karl", "00"), Clock.MEDIA);
        Tokens ids = Tokens.Ids.pack(new int[] {5, 6, 7, 8}, 6);
        TokenRecord frame = records.choice(new Grid(1, 1, 16), ids, Positions.bitmap(new int[] {0, 1, 9, 12}, 16));
        PrunedWindow window =
                prune(PruneOptions.defaults().withPruner(PrunerKind.PREFIX).withKeep(0.75), List.of(frame));
        assertThat(((Tokens.Ids) window.tokens()).unpack()).containsExactly(5, 6, 7);
        assertThat(window.cells()).containsExactly(0, 1, 9);
        assertThat(window.ranks()).containsExactly(0, 1, 2);
    }

    @Test
    void aPrefixOfEveryRecordIsKeptAtEveryBudget() {
        Records records = new Records("s", new BundleRef("karl", "00"), Clock.MEDIA);
        Grid grid = new Grid(1, 1, 8);
        List<TokenRecord> frames = Stream.of(8, 3, 1, 5)
                .map(tokens -> records.record(Axis.PREFIX, grid, Tokens.Ids.pack(new int[tokens], 6)))
                .toList();
        for (double keep = 0.05; keep <= 1; keep += 0.05) {
            PrunedWindow window =
                    prune(PruneOptions.defaults().withPruner(PrunerKind.PREFIX).withKeep(keep), frames);
            int next = 0;
            int frame = 0;
            for (int i = 0; i < window.cells().size(); i++) {
                next = window.frameIndices().get(i) == frame ? next : 0;
                frame = window.frameIndices().get(i);
                assertThat(window.cells().get(i)).isEqualTo(next++);
            }
        }
    }

    @Test
    void aCentroidStandsWhereItOccursFirst() {
        float[] numbers = new float[3 * 7];
        numbers[0] = 1;
        numbers[8] = 1;
        numbers[16] = 1;
        TokenRecord clip = new Records("s", new BundleRef("vq", "00"), Clock.MEDIA)
                .record(Axis.CENTROIDS, new Grid(2, 1, 2), new Tokens.Vectors(3, 7, Halves.pack(numbers)))
                .withMap(new TokenMap(Tokens.Ids.pack(new int[] {0, 1, 0, 2}, 2)));
        PrunedWindow window = prune(PruneOptions.defaults().withKeep(1), List.of(clip));
        assertThat(below(window, 3)).containsExactly("0/0=0", "0/1=1", "1/1=2");
    }
}
