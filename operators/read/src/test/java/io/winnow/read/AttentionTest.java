package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.Clock;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Span;
import io.winnow.records.Tokens;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AttentionTest {
    /** Ten frames with a token each, two a second, each so long. */
    private static ReadContext context(long lengthMicros) {
        List<Integer> ten = IntStream.range(0, 10).boxed().toList();
        List<Integer> zeros = IntStream.range(0, 10).mapToObj(i -> 0).toList();
        PrunedWindow window = TestWindows.of(
                "a",
                0,
                IntStream.range(0, 10)
                        .mapToObj(i -> new Span(i * 500_000L, i * 500_000L + lengthMicros, Clock.MEDIA))
                        .toList(),
                Tokens.Ids.pack(new int[10], 12),
                ten,
                zeros,
                ten,
                zeros);
        return new ContextBuilder(256, 2).build(List.of(window), Stretch.ALL);
    }

    @Test
    void theStretchThatIsLookedAtIsEvidence() {
        Attention attention = new Attention(context(500_000));
        attention.add(new float[] {0, 0, 0, 0, .2f, .4f, .4f, 0, 0, 0});
        assertThat(attention.evidence()).containsExactly(new Span(1_500_000, 4_000_000, Clock.MEDIA));
    }

    @Test
    void aFrameStandsForTheTimeUntilTheNext() {
        Attention attention = new Attention(context(100_000));
        attention.add(new float[] {0, 0, 0, 0, 0, 0, 0, 0, 1, 0});
        assertThat(attention.evidence()).containsExactly(new Span(3_500_000, 4_600_000, Clock.MEDIA));
        attention = new Attention(context(100_000));
        attention.add(new float[] {0, 1, 0, 0, 0, 0, 0, 0, 0, 0});
        assertThat(attention.evidence()).containsExactly(new Span(0, 1_500_000, Clock.MEDIA));
    }

    /** Tries every segment. */
    @Property
    void theStrongestSegmentHasTheLargestSum(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = -9, max = 9) Integer> numbers) {
        Attention.Segment found = Attention.strongest(
                numbers.stream().mapToDouble(Integer::doubleValue).toArray());
        int most = Integer.MIN_VALUE;
        for (int from = 0; from < numbers.size(); from++) {
            for (int to = from + 1; to <= numbers.size(); to++) {
                most = Math.max(most, sum(numbers, from, to));
            }
        }
        assertThat(sum(numbers, found.from(), found.to())).isEqualTo(most);
    }

    private static int sum(List<Integer> numbers, int from, int to) {
        return numbers.subList(from, to).stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void aWordThatLooksEverywhereSaysNothing() {
        Attention attention = new Attention(context(500_000));
        attention.add(new float[] {.1f, .1f, .1f, .1f, .1f, .1f, .1f, .1f, .1f, .1f});
        attention.add(new float[] {0, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        assertThat(attention.evidence()).containsExactly(new Span(1_000_000, 2_500_000, Clock.MEDIA));
    }

    @Test
    void withoutAPictureThereIsNoEvidence() {
        Attention attention = new Attention(ReadContext.blind());
        attention.add(new float[] {0.5f});
        assertThat(attention.evidence()).isEmpty();
    }
}
