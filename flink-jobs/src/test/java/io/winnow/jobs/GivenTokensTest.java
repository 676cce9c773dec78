package io.winnow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.archive.FrameTokens;
import io.winnow.records.Axis;
import io.winnow.records.BundleRef;
import io.winnow.records.Clock;
import io.winnow.records.Element;
import io.winnow.records.Grid;
import io.winnow.records.Span;
import io.winnow.records.StageContext;
import io.winnow.records.StreamEvent;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GivenTokensTest {
    private static final StageContext CONTEXT = new StageContext("run-1", "ask", "tokenize", "ab".repeat(32));
    private static final BundleRef BUNDLE = new BundleRef("cells", "cd".repeat(32));

    @Test
    void aStreamBeginsHasItsRecordsAndEndsWithoutAHoleInItsOrdinals() {
        List<Element> elements =
                GivenTokens.elements(new GivenStream("pictures", BUNDLE, List.of(frame(1, 0), frame(1, 1))), CONTEXT);

        assertThat(elements).hasSize(4);
        assertThat(((StreamEvent) elements.get(0)).kind()).isEqualTo(StreamEvent.Kind.STARTED);
        StreamEvent end = (StreamEvent) elements.get(3);
        assertThat(end.kind()).isEqualTo(StreamEvent.Kind.ENDED);
        assertThat(end.count()).isEqualTo(2);
        assertThat(elements.stream().map(GivenTokensTest::ordinal)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(records(elements).stream().map(TokenRecord::seq)).containsExactly(0L, 1L);
        assertThat(records(elements).stream().map(TokenRecord::id)).doesNotHaveDuplicates();
        assertThat(records(elements)).allSatisfy(record -> {
            assertThat(record.tokenizer()).isEqualTo(BUNDLE);
            assertThat(record.computeDigest()).isEqualTo(CONTEXT.computeDigest());
        });
    }

    @Test
    void eachEpochBeginsAndCountsItsOwnOrdinals() {
        List<Element> elements = GivenTokens.elements(
                new GivenStream("door", BUNDLE, List.of(frame(1, 0), frame(1, 1).at(0, 9, span(0, 1), 0, 0))), CONTEXT);

        assertThat(elements.stream().map(element -> epoch(element) + "/" + ordinal(element)))
                .containsExactly("0/0", "0/1", "9/0", "9/1", "9/2");
        assertThat(((StreamEvent) elements.get(2)).kind()).isEqualTo(StreamEvent.Kind.STARTED);
        assertThat(records(elements).stream().map(TokenRecord::id)).doesNotHaveDuplicates();
    }

    @Test
    void theFramesOfAClipLastEquallyLong() {
        List<Element> elements = GivenTokens.elements(new GivenStream("clip", BUNDLE, List.of(frame(4, 0))), CONTEXT);

        assertThat(records(elements).get(0).frameSpans())
                .containsExactly(
                        span(0, 250_000), span(250_000, 500_000), span(500_000, 750_000), span(750_000, 1_000_000));
    }

    private static long epoch(Element element) {
        return element instanceof TokenRecord record
                ? record.origin().epoch()
                : ((StreamEvent) element).origin().epoch();
    }

    private static long ordinal(Element element) {
        return element instanceof TokenRecord record
                ? record.origin().ordinal()
                : ((StreamEvent) element).origin().ordinal();
    }

    private static List<TokenRecord> records(List<Element> elements) {
        return elements.stream()
                .filter(TokenRecord.class::isInstance)
                .map(TokenRecord.class::cast)
                .toList();
    }

    private static Span span(long start, long end) {
        return new Span(start, end, Clock.MEDIA);
    }

    private static FrameTokens frame(int frames, int second) {
        int[] ids = IntStream.range(0, 2 * frames).toArray();
        return new FrameTokens(
                second,
                0,
                span(second * 1_000_000L, (second + 1) * 1_000_000L),
                64,
                48,
                Axis.SPATIAL,
                new Grid(frames, 1, 2),
                Tokens.Ids.pack(ids, 12),
                Optional.empty(),
                -1,
                Optional.empty(),
                Double.NaN);
    }
}
