package io.winnow.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SpanTest {

    @Property
    void aUnionHoldsBothAndNothingSmallerDoes(
            @ForAll @LongRange(max = 1000) long a,
            @ForAll @LongRange(max = 1000) long b,
            @ForAll @LongRange(max = 100) long length) {
        Span first = new Span(a, a + length, Clock.MEDIA);
        Span second = new Span(b, b + 2 * length, Clock.MEDIA);
        Span union = first.union(second);
        assertThat(union).isEqualTo(second.union(first)).isEqualTo(union.union(first));
        assertThat(union.startMicros()).isIn(a, b).isLessThanOrEqualTo(Math.min(a, b));
        assertThat(union.endMicros()).isIn(first.endMicros(), second.endMicros());
        assertThat(union.lengthMicros()).isGreaterThanOrEqualTo(second.lengthMicros());
    }

    @Test
    void neverMixesClocks() {
        assertThatThrownBy(() -> new Span(0, 1, Clock.MEDIA).union(new Span(0, 1, Clock.WALL)))
                .hasMessageContaining("different clocks");
    }

    @Test
    void refusesToEndBeforeItStarts() {
        assertThatThrownBy(() -> new Span(5, 4, Clock.WALL)).hasMessageContaining("before it starts");
    }
}
