package io.winnow.prune.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Selection of very many tokens, which is only nearly greedy, against the greedy one. */
class NearSelectionTest {
    private static final int FEW = 20;

    static Stream<Selection> all() {
        return Stream.of(
                new GroupedKCenter(Kernels.BEST, FEW),
                new GroupedKCenter(new ScalarKernels(), FEW),
                new BatchedMaxSum(),
                new BatchedMaxSum(new ScalarKernels()));
    }

    @Property(tries = 60)
    void picksAreDistinctInRangeAndAsManyAsAskedForThoseThatComeFirstBeforeTheOthers(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 200) int tokens,
            @ForAll @IntRange(max = 250) int budget,
            @ForAll @IntRange(max = 4) int earlier) {
        Choice choice = Drawn.choice(new Random(seed), tokens, earlier, 9, budget);
        int firsts = choice.first().cardinality();
        all().forEach(selection -> {
            int[] picks = selection.pick(choice);
            assertThat(Arrays.stream(picks).boxed())
                    .hasSize(Math.min(budget, tokens))
                    .doesNotHaveDuplicates()
                    .allMatch(pick -> pick >= 0 && pick < tokens);
            for (int i = 0; i < picks.length; i++) {
                assertThat(choice.first().get(picks[i])).isEqualTo(i < firsts);
            }
            if (picks.length > 0 && choice.beginsAtPivot()) {
                assertThat(picks[0]).isEqualTo(choice.pivot());
            }
        });
    }

    @Property(tries = 60)
    void aSmallerBudgetGivesTheFirstPicksOfALargerOne(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 200) int tokens,
            @ForAll @IntRange(min = 1, max = 200) int budget) {
        Choice whole = Drawn.choice(new Random(seed), tokens, 3, 12, tokens);
        all().forEach(selection -> {
            int[] larger = selection.pick(whole);
            assertThat(selection.pick(whole.withBudget(budget)))
                    .isEqualTo(Arrays.copyOf(larger, Math.min(budget, tokens)));
        });
    }

    @Property(tries = 60)
    void withOneLeafTheFarthestIsPickedExactly(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 150) int tokens,
            @ForAll @IntRange(max = 4) int earlier) {
        Choice choice = Drawn.choice(new Random(seed), tokens, earlier, 9, tokens);
        assertThat(new GroupedKCenter(Kernels.BEST, tokens).pick(choice)).isEqualTo(new KCenter().pick(choice));
    }

    @Property(tries = 60)
    void noVectorIsPickedTwiceBeforeEveryVectorWasPickedOnce(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int tokens) {
        Random random = new Random(seed);
        UnitRows codes = Drawn.groups(random, 40, 9, 7);
        UnitRows rows = new UnitRows();
        rows.refer(tokens, codes);
        IntStream.range(0, tokens).forEach(token -> rows.refer(token, random.nextInt(40)));
        int distinct = (int) IntStream.range(0, tokens)
                .mapToObj(i -> vector(rows, i))
                .distinct()
                .count();
        for (Selection selection : List.of(new KCenter(), new GroupedKCenter(Kernels.BEST, FEW))) {
            int[] picks = selection.pick(Choice.of(rows, -1, tokens));
            Set<List<Float>> seen = new HashSet<>();
            for (int i = 0; i < distinct; i++) {
                assertThat(seen.add(vector(rows, picks[i]))).as("pick " + i).isTrue();
            }
        }
    }

    private static List<Float> vector(UnitRows rows, int row) {
        return IntStream.range(0, rows.width())
                .mapToObj(i -> rows.numbers()[rows.start(row) + i])
                .toList();
    }

    @Test
    void coversNearlyAsWellAsTheGreedyOne() {
        UnitRows rows = Drawn.groups(new Random(1), 6_000, 64, 40);
        Choice choice = Choice.of(rows, 0, 600);
        double greedy = SlowSelection.radius(rows, new KCenter().pick(choice));
        assertThat(SlowSelection.radius(rows, new GroupedKCenter(Kernels.BEST, 1_000).pick(choice)))
                .isLessThan(1.1 * greedy);
    }

    @Test
    void coversCellsThatDriftNearlyAsWellAsTheGreedyOne() {
        UnitRows rows = Drawn.drifting(new Random(3), 9_800, 64);
        Choice choice = Choice.of(rows, 0, 980);
        double greedy = SlowSelection.radius(rows, new KCenter().pick(choice));
        assertThat(SlowSelection.radius(rows, new GroupedKCenter(Kernels.BEST, 500).pick(choice)))
                .isLessThan(1.1 * greedy);
    }

    @Test
    void inAnotherOrderItCoversAndDiffersNearlyAsMuch() {
        UnitRows rows = Drawn.groups(new Random(6), 6_000, 32, 40);
        UnitRows shuffled = Drawn.shuffled(rows, Drawn.order(new Random(7), rows.count()));
        assertThat(SlowSelection.radius(
                                shuffled, new GroupedKCenter(Kernels.BEST, 1_000).pick(Choice.of(shuffled, -1, 600)))
                        / SlowSelection.radius(
                                rows, new GroupedKCenter(Kernels.BEST, 1_000).pick(Choice.of(rows, -1, 600))))
                .isBetween(0.9, 1.1);
        assertThat(SlowSelection.distances(shuffled, new BatchedMaxSum().pick(Choice.of(shuffled, -1, 600)))
                        / SlowSelection.distances(rows, new BatchedMaxSum().pick(Choice.of(rows, -1, 600))))
                .isBetween(0.99, 1.01);
    }

    @Test
    void differsNearlyAsMuchAsTheGreedyOne() {
        UnitRows rows = Drawn.groups(new Random(2), 6_000, 64, 40);
        Choice choice = Choice.of(rows, 0, 600);
        double greedy = SlowSelection.distances(rows, new MaxSum().pick(choice));
        assertThat(SlowSelection.distances(rows, new BatchedMaxSum().pick(choice)))
                .isGreaterThan(0.99 * greedy);
    }

    @ParameterizedTest
    @MethodSource("all")
    void rowsThatReferToOthersArePickedAsTheirCopiesAre(Selection selection) {
        UnitRows codes = Drawn.groups(new Random(4), 50, 16, 5);
        Random random = new Random(5);
        int[] ids = random.ints(300, 0, 50).toArray();
        UnitRows referring = new UnitRows();
        referring.refer(ids.length, codes);
        float[] copies = new float[ids.length * codes.width()];
        for (int i = 0; i < ids.length; i++) {
            referring.refer(i, ids[i]);
            System.arraycopy(codes.numbers(), codes.start(ids[i]), copies, i * codes.width(), codes.width());
        }
        UnitRows copied = Drawn.unit(copies, codes.width());
        assertThat(SlowSelection.distances(copied, selection.pick(Choice.of(referring, 3, 60))))
                .isBetween(
                        0.98 * SlowSelection.distances(copied, selection.pick(Choice.of(copied, 3, 60))),
                        1.02 * SlowSelection.distances(copied, selection.pick(Choice.of(copied, 3, 60))));
    }
}
