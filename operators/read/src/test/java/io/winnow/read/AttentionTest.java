package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.Clock;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Span;
import io.winnow.records.Tokens;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttentionTest {
    private final ReadContext context = context();

    /** Ten frames with a token each. */
    private static ReadContext context() {
        List<Integer> ten = IntStream.range(0, 10).boxed().toList();
        List<Integer> zeros = IntStream.range(0, 10).mapToObj(i -> 0).toList();
        PrunedWindow window = TestWindows.of(
                "a",
                0,
                TestWindows.spans(0, 10, 500_000, Clock.MEDIA),
                Tokens.Ids.pack(new int[10], 12),
                ten,
                zeros,
                ten,
                zeros);
        return new ContextBuilder(256, 2).build(List.of(window), Stretch.ALL);
    }

    @Test
    void neighboursAreJoinedAndTheStrongestComesFirst() {
        Attention attention = new Attention(context);
        attention.add(new float[] {0, .25f, 0, 0, 0, .2f, .3f, .25f, 0, 0});
        assertThat(attention.evidence())
                .containsExactly(
                        new Span(2_500_000, 4_000_000, Clock.MEDIA), new Span(500_000, 1_000_000, Clock.MEDIA));
    }

    @Test
    void aWordThatLooksEverywhereSaysNothing() {
        Attention attention = new Attention(context);
        attention.add(new float[] {.1f, .1f, .1f, .1f, .1f, .1f, .1f, .1f, .1f, .1f});
        attention.add(new float[] {0, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        assertThat(attention.evidence()).containsExactly(new Span(1_500_000, 2_000_000, Clock.MEDIA));
    }

    @Test
    void withoutAPictureThereIsNoEvidence() {
        Attention attention = new Attention(ReadContext.blind());
        attention.add(new float[] {0.5f});
        assertThat(attention.evidence()).isEmpty();
    }
}
