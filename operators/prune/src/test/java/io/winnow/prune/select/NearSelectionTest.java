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
        int[] picks = new GroupedKCenter(Kernels.BEST, FEW).pick(Choice.of(rows, -1, tokens));
        Set<List<Float>> seen = new HashSet<>();
        int distinct = (int) IntStream.range(0, tokens)
                .mapToObj(i -> vector(rows, i))
                .distinct()
                .count();
        for (int i = 0; i < distinct; i++) {
            assertThat(seen.add(vector(rows, picks[i]))).as("pick " + i).isTrue();
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
        double greedy = radius(rows, new KCenter().pick(choice));
        assertThat(radius(rows, new GroupedKCenter(Kernels.BEST, 1_000).pick(choice)))
                .isLessThan(1.1 * greedy);
    }

    /** The largest distance of a row from the nearest pick. */
    private static double radius(UnitRows rows, int[] picks) {
        double largest = 0;
        for (int row = 0; row < rows.count(); row++) {
            double nearest = -1;
            for (int pick : picks) {
                nearest = Math.max(nearest, rows.cosine(row, pick));
            }
            largest = Math.max(largest, 1 - nearest);
        }
        return largest;
    }

    @Test
    void differsNearlyAsMuchAsTheGreedyOne() {
        UnitRows rows = Drawn.groups(new Random(2), 6_000, 64, 40);
        Choice choice = Choice.of(rows, 0, 600);
        double greedy = distances(rows, new MaxSum().pick(choice));
        assertThat(distances(rows, new BatchedMaxSum().pick(choice))).isGreaterThan(0.99 * greedy);
    }

    /** Sum of 1 - cosine over all ordered pairs of picks. */
    private static double distances(UnitRows rows, int[] picks) {
        double sum = 0;
        for (int one : picks) {
            for (int other : picks) {
                sum += 1 - rows.cosine(one, other);
            }
        }
        return sum;
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
        assertThat(distances(copied, selection.pick(Choice.of(referring, 3, 60))))
                .isBetween(
                        0.98 * distances(copied, selection.pick(Choice.of(copied, 3, 60))),
                        1.02 * distances(copied, selection.pick(Choice.of(copied, 3, 60))));
    }
}
