package io.winnow.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.records.Clock;
import io.winnow.records.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeepTest {
    private static final Span SECOND = seconds(0, 1);

    private static Span seconds(double start, double end) {
        return new Span((long) (start * 1e6), (long) (end * 1e6), Clock.MEDIA);
    }

    @Provide
    Arbitrary<Keep> keeps() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().between(0, false, 1, true).map(Keep.Share::new),
                Arbitraries.integers().greaterOrEqual(1).map(Keep.Count::new),
                Arbitraries.of(0.5, 0.25)
                        .map(share ->
                                new Keep.Found(new KeepTrials(share, 0.9, 1, 10, new TreeMap<>(Map.of(share, 9))))),
                Combinators.combine(
                                Arbitraries.doubles().between(0, false, 1e9, true),
                                Arbitraries.integers().between(1, 1000))
                        .as(Keep.Rate::new));
    }

    /** The lengths of windows that follow one another in a stream, from a moment of its clock. */
    private static List<Span> windows(int seed, int count) {
        Random random = new Random(seed);
        List<Span> windows = new ArrayList<>();
        long at = random.nextLong(2_000_000_000_000_000L);
        for (int i = 0; i < count; i++) {
            long end = at + random.nextInt(random.nextBoolean() ? 100_000 : 20_000_000);
            windows.add(new Span(at, end, Clock.WALL));
            at = end;
        }
        return windows;
    }

    @Property
    void whatIsWrittenIsReadAgain(@ForAll("keeps") Keep keep) {
        assertThat(Keep.parse(keep.toString()))
                .isEqualTo(
                        keep instanceof Keep.Found found
                                ? new Keep.Share(found.trials().share())
                                : keep);
        assertThat(keep.toString()).matches(Pattern.compile(KeepForm.PATTERN));
    }

    @Property
    void atLeastOneTokenIsKeptAndAtMostAll(
            @ForAll("keeps") Keep keep,
            @ForAll @IntRange(min = 1, max = 200_000) int tokens,
            @ForAll @IntRange(max = 100_000_000) int micros) {
        assertThat(keep.budget(tokens, new Span(7, 7 + micros, Clock.MEDIA))).isBetween(1, tokens);
        assertThat(keep.budget(0, SECOND)).isZero();
    }

    @Property
    void moreTokensOrMoreTimeNeverLetFewerBeKept(
            @ForAll("keeps") Keep keep,
            @ForAll @IntRange(max = 10_000) int tokens,
            @ForAll @IntRange(max = 10_000) int more,
            @ForAll @IntRange(max = 100_000_000) int micros,
            @ForAll @IntRange(max = 100_000_000) int longer) {
        int budget = keep.budget(tokens, new Span(0, micros, Clock.MEDIA));
        assertThat(keep.budget(tokens + more, new Span(0, micros + longer, Clock.MEDIA)))
                .isGreaterThanOrEqualTo(budget);
    }

    @Property
    void overAnyStretchOfWindowsACapIsNotExceededByATokenMoreThanTheWindowsWithoutOne(
            @ForAll @IntRange(max = 1_000_000) int seed,
            @ForAll @DoubleRange(min = 0.01, max = 10_000) double perSecond,
            @ForAll @IntRange(min = 1, max = 50) int streams) {
        Keep cap = new Keep.Rate(perSecond, streams);
        List<Span> windows = windows(seed, 12);
        for (int from = 0; from < windows.size(); from++) {
            double allowed = 0;
            long kept = 0;
            for (Span window : windows.subList(from, windows.size())) {
                allowed += window.lengthMicros() / 1e6 * perSecond / streams;
                int budget = cap.budget(Integer.MAX_VALUE, window);
                // A window must keep one token also where none came to be allowed in its time.
                kept += budget == 1 ? 0 : budget;
                assertThat((double) kept).isLessThanOrEqualTo(Math.ceil(allowed + 1e-3));
            }
        }
    }

    @Test
    void shortWindowsLoseNoFractionOfWhatACapAllows() {
        Keep cap = new Keep.Rate(50, 1);
        int kept = 0;
        for (int frame = 0; frame < 300; frame++) {
            kept += cap.budget(49, seconds(frame / 30.0, (frame + 1) / 30.0));
        }
        assertThat(kept).isEqualTo(500);
    }

    @Test
    void aCapIsSharedByItsStreamsInProportionToTime() {
        assertThat(new Keep.Rate(500, 1).budget(10_000, seconds(0, 8))).isEqualTo(4000);
        assertThat(new Keep.Rate(500, 4).budget(10_000, seconds(8, 16))).isEqualTo(1000);
        assertThat(new Keep.Rate(500, 4).budget(300, seconds(8, 16))).isEqualTo(300);
        assertThat(new Keep.Rate(0.1, 4).budget(300, SECOND)).isEqualTo(1);
        assertThat(new Keep.Rate(500, 4).budget(300, seconds(3, 3))).isEqualTo(1);
    }

    @Test
    void aCountLargerThanTheWindowKeepsAll() {
        assertThat(new Keep.Count(256).budget(784, SECOND)).isEqualTo(256);
        assertThat(new Keep.Count(256).budget(49, SECOND)).isEqualTo(49);
    }

    @Test
    void eachFormIsReadAsPeopleWriteIt() {
        assertThat(Keep.parse(" 0.25 ")).isEqualTo(new Keep.Share(0.25));
        assertThat(Keep.parse("1")).isEqualTo(new Keep.Share(1));
        assertThat(Keep.parse(".5")).isEqualTo(new Keep.Share(0.5));
        assertThat(Keep.parse("1e-3")).isEqualTo(new Keep.Share(0.001));
        assertThat(Keep.parse("10%")).isEqualTo(new Keep.Share(0.1));
        assertThat(Keep.parse("12.5 %")).isEqualTo(new Keep.Share(0.125));
        assertThat(Keep.parse("256 tokens")).isEqualTo(new Keep.Count(256));
        assertThat(Keep.parse("1 token")).hasToString("1 token");
        assertThat(Keep.parse("500 tokens/s")).isEqualTo(new Keep.Rate(500, 0));
        assertThat(Keep.parse("0.5 tokens / s over 1 stream")).hasToString("0.5 tokens/s over 1 stream");
        assertThat(Keep.parse("500 tokens/s over 4 streams").over(9)).isEqualTo(new Keep.Rate(500, 4));
        assertThat(Keep.parse("500 tokens/s").over(9)).isEqualTo(new Keep.Rate(500, 9));
        assertThat(Keep.parse("0.25").over(9)).isEqualTo(new Keep.Share(0.25));
        assertThat(Keep.parse(" auto ")).isEqualTo(new Keep.Auto()).hasToString("auto");
    }

    @Test
    void whatKeepsNothingOrMoreThanAllIsRefused() {
        for (String share : List.of("0", "-0.1", "0%", "-3 %")) {
            assertThatThrownBy(() -> Keep.parse(share)).hasMessageContaining("not above 0 and at most 1");
        }
        assertThatThrownBy(() -> Keep.parse("1.01")).hasMessageContaining("more than all");
        assertThatThrownBy(() -> Keep.parse("101%")).hasMessageContaining("more than all");
        assertThatThrownBy(() -> Keep.parse("256"))
                .hasMessageContaining("256 is more than all")
                .hasMessageContaining("256 tokens");
        assertThatThrownBy(() -> Keep.parse("0 tokens")).hasMessageContaining("one is the least");
        assertThatThrownBy(() -> Keep.parse("-5 tokens")).hasMessageContaining("one is the least");
        assertThatThrownBy(() -> Keep.parse("2.5 tokens")).hasMessageContaining("no whole number");
        assertThatThrownBy(() -> Keep.parse("9999999999 tokens")).hasMessageContaining("no whole number");
        assertThatThrownBy(() -> Keep.parse("0 tokens/s")).hasMessageContaining("0 tokens/s keeps nothing");
        assertThatThrownBy(() -> Keep.parse("-1 tokens/s")).hasMessageContaining("must be above 0");
        assertThatThrownBy(() -> Keep.parse("1e999 tokens/s")).hasMessageContaining("tokens/s");
        assertThatThrownBy(() -> Keep.parse("5 tokens/s over 0 streams")).hasMessageContaining("one stream at least");
    }

    @Test
    void whatIsNoAmountOrHasNoKnownUnitIsRefusedWithWhatIsAllowed() {
        for (String text : List.of(
                "",
                "tokens",
                "NaN",
                "Infinity",
                "all",
                "1.2.3",
                "5 frames",
                "5 tokens/min",
                "5 tokens/s over x streams",
                "1,5")) {
            assertThatThrownBy(() -> Keep.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("write a share above 0 and at most 1 (0.25 or 25%)")
                    .hasMessageContaining("500 tokens/s");
        }
    }

    @Test
    void whatIsStillToBeFoundKeepsNothingByItself() {
        assertThatThrownBy(() -> new Keep.Auto().budget(100, SECOND))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nobody has tried");
    }

    @Test
    void aCapOfWhichNobodySaidWhoSharesItIsNotGuessed() {
        assertThatThrownBy(() -> new Keep.Rate(500, 0).budget(100, SECOND))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("how many streams");
    }
}
