package io.winnow.prune.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GreedyTest {

    static Stream<Greedy> all() {
        return Stream.concat(
                Stream.of(new KCenter(new ScalarKernels()), new MaxSum(new ScalarKernels())),
                Stream.of(new KCenter(), new MaxSum()));
    }

    private static boolean isSum(Greedy greedy) {
        return greedy instanceof MaxSum;
    }

    @Property(tries = 60)
    void everyPickIsTheLowestWithinATie(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int tokens,
            @ForAll @IntRange(max = 6) int earlier,
            @ForAll @IntRange(min = 1, max = 40) int width) {
        Choice choice = Drawn.choice(new Random(seed), tokens, earlier, width, tokens);
        all().forEach(greedy -> assertThat(SlowSelection.worstExcess(choice, greedy.pick(choice), isSum(greedy)))
                .as(greedy.getClass().getSimpleName())
                .isLessThan(1e-6));
    }

    @Property(tries = 60)
    void picksAreDistinctInRangeAndAsManyAsAskedFor(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 80) int tokens,
            @ForAll @IntRange(max = 100) int budget) {
        Choice choice = Drawn.choice(new Random(seed), tokens, 2, 9, budget);
        all().forEach(greedy -> assertThat(Arrays.stream(greedy.pick(choice)).boxed())
                .hasSize(Math.min(budget, tokens))
                .doesNotHaveDuplicates()
                .allMatch(pick -> pick >= 0 && pick < tokens));
    }

    @Property(tries = 60)
    void aSmallerBudgetGivesTheFirstPicksOfALargerOne(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 80) int tokens,
            @ForAll @IntRange(min = 1, max = 40) int budget) {
        Choice whole = Drawn.choice(new Random(seed), tokens, 3, 12, tokens);
        Choice part = whole.withBudget(Math.min(budget, tokens));
        all().forEach(greedy -> {
            int[] larger = greedy.pick(whole);
            assertThat(greedy.pick(part)).isEqualTo(Arrays.copyOf(larger, part.budget()));
        });
    }

    @Property(tries = 60)
    void inAnyOrderTheSameTokensArePickedFromTheSamePivot(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 120) int tokens,
            @ForAll @IntRange(min = 1, max = 60) int budget) {
        UnitRows rows = Drawn.groups(new Random(seed), tokens, 16, 9);
        int[] order = Drawn.order(new Random(~seed), tokens);
        UnitRows shuffled = Drawn.shuffled(rows, order);
        int pivot = order.length / 2;
        all().forEach(greedy -> assertThat(Arrays.stream(greedy.pick(Choice.of(shuffled, pivot, budget)))
                        .map(pick -> order[pick]))
                .as(greedy.getClass().getSimpleName())
                .containsExactly(Arrays.stream(greedy.pick(Choice.of(rows, order[pivot], budget)))
                        .boxed()
                        .toArray(Integer[]::new)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void inAnotherOrderFromAnotherPivotTheyCoverAndDifferNearlyAsMuch(Greedy greedy) {
        UnitRows rows = Drawn.groups(new Random(8), 2_000, 32, 40);
        UnitRows shuffled = Drawn.shuffled(rows, Drawn.order(new Random(9), rows.count()));
        int[] picks = greedy.pick(Choice.of(rows, -1, 200));
        int[] others = greedy.pick(Choice.of(shuffled, -1, 200));
        if (isSum(greedy)) {
            assertThat(SlowSelection.distances(shuffled, others) / SlowSelection.distances(rows, picks))
                    .isBetween(0.99, 1.01);
        } else {
            assertThat(SlowSelection.radius(shuffled, others) / SlowSelection.radius(rows, picks))
                    .isBetween(0.9, 1.1);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void thePivotIsPickedFirst(Greedy greedy) {
        assertThat(greedy.pick(Choice.of(Drawn.rows(new Random(1), 20, 8), 13, 3)))
                .startsWith(13);
    }

    @ParameterizedTest
    @MethodSource("all")
    void repeatsArePickedInTheirOrderOnceNothingElseIsLeft(Greedy greedy) {
        UnitRows rows = new UnitRows();
        rows.resize(6, 3);
        IntStream.range(0, 6).forEach(row -> rows.set(row, new float[] {0.3f, row % 2 == 0 ? 0.7f : -0.7f, 0.1f}, 0));
        assertThat(greedy.pick(Choice.of(rows, -1, 6))).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatWasPickedEarlierIsNotPickedAgainWhileThereIsSomethingElse(Greedy greedy) {
        UnitRows rows = new UnitRows();
        rows.resize(4, 3);
        rows.set(0, new float[] {1, 0, 0}, 0);
        rows.set(1, new float[] {0, 1, 0}, 0);
        rows.set(2, new float[] {0, 0, 1}, 0);
        rows.set(3, new float[] {1, 0, 0}, 0);
        BitSet all = new BitSet();
        all.set(0, 3);
        assertThat(greedy.pick(new Choice(rows, 3, 1, all, 0, 3))).containsExactly(1, 2, 0);
    }

    @ParameterizedTest
    @MethodSource("all")
    void vectorInstructionsAndPlainLoopsPickTheSameOfManyTokens(Greedy greedy) {
        UnitRows rows = Drawn.rows(new Random(5), 400, 133);
        Greedy plain = isSum(greedy) ? new MaxSum(new ScalarKernels()) : new KCenter(new ScalarKernels());
        Choice choice = Choice.of(rows, 4, 100);
        assertThat(greedy.pick(choice)).isEqualTo(plain.pick(choice));
    }
}
