package io.winnow.records.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.Answer;
import io.winnow.records.PrunedWindow;
import io.winnow.records.RecordId;
import io.winnow.records.SampleRecords;
import io.winnow.records.TokenRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.traces.Span;
import org.apache.flink.traces.SpanBuilder;
import org.junit.jupiter.api.Test;

class StageTracesTest {
    private static final long NOW = 1_790_000_001_000L;

    private final List<Span> told = new ArrayList<>();

    private StageTraces traces(double ratio) {
        return StageTraces.of(new Telling(), Map.of(StageTraces.RATIO, Double.toString(ratio)), () -> NOW);
    }

    /** Keeps the spans that it is told. */
    private final class Telling extends UnregisteredMetricsGroup {
        @Override
        public void addSpan(SpanBuilder span) {
            told.add(span.build(Map.of()));
        }
    }

    private static PrunedWindow windowOf(List<RecordId> frames) {
        return SampleRecords.prunedWindow().withParents(frames);
    }

    /** Ids spread evenly, as those of records are. */
    private static List<RecordId> frames(int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> new RecordId(i + 1, Long.divideUnsigned(-1, count) * i))
                .toList();
    }

    private List<Object> of(String attribute) {
        return told.stream().map(span -> span.getAttributes().get(attribute)).toList();
    }

    @Test
    void nothingIsToldUnlessAskedFor() {
        for (StageTraces none : List.of(traces(0), StageTraces.of(new Telling(), Map.of()))) {
            none.frame(SampleRecords.tokenRecord());
            none.window(SampleRecords.prunedWindow());
            none.answer(SampleRecords.answer(), List.of(SampleRecords.prunedWindow()));
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aFrameIsToldFromItsDecodingToItsTokensAndBeginsTheTraceOfItsId() {
        TokenRecord record = SampleRecords.tokenRecord();
        traces(1).frame(record);
        Span frame = told.get(0);
        assertThat(frame.getName()).isEqualTo("frame");
        assertThat(frame.getAttributes())
                .containsEntry(StageTraces.TRACE, record.id().toString())
                .containsEntry("id", record.id().toString())
                .containsEntry("stream", record.origin().stream())
                .doesNotContainKey(StageTraces.PARENT);
        assertThat(frame.getChildren()).extracting(Span::getName).containsExactly("decode", "tokenize");
        Span decode = frame.getChildren().get(0);
        Span tokenize = frame.getChildren().get(1);
        assertThat(decode.getStartTsMillis()).isEqualTo(frame.getStartTsMillis());
        assertThat(decode.getEndTsMillis()).isEqualTo(record.ingestMillis());
        assertThat(tokenize.getEndTsMillis()).isEqualTo(NOW).isEqualTo(frame.getEndTsMillis());
    }

    @Test
    void aWindowIsToldInTheTraceOfEachOfItsFramesThatIsFollowed() {
        List<RecordId> frames = frames(10);
        PrunedWindow window = windowOf(frames);
        traces(0.35).window(window);
        assertThat(of(StageTraces.TRACE))
                .containsExactlyElementsOf(
                        frames.subList(0, 4).stream().map(RecordId::toString).toList());
        assertThat(of("id")).containsOnly(window.id().toString());
        assertThat(of(StageTraces.SPAN))
                .hasSize(4)
                .containsOnly(told.get(0).getAttributes().get(StageTraces.SPAN));
        assertThat(told).allSatisfy(span -> assertThat(span.getEndTsMillis()).isEqualTo(NOW));
    }

    @Test
    void anAnswerFollowsFromTheWindowAndTheWindowFromTheFrame() {
        TokenRecord record = SampleRecords.tokenRecord();
        PrunedWindow window = windowOf(List.of(record.id()));
        Answer answer = SampleRecords.answer();
        StageTraces traces = traces(1);
        traces.frame(record);
        traces.window(window);
        traces.answer(answer, List.of(window));
        assertThat(told).extracting(Span::getName).containsExactly("frame", "window", "answer");
        assertThat(of(StageTraces.TRACE)).containsOnly(record.id().toString());
        List<Object> spans = of(StageTraces.SPAN);
        assertThat(spans).doesNotHaveDuplicates();
        assertThat(of(StageTraces.PARENT).subList(1, 3)).isEqualTo(spans.subList(0, 2));
        Span last = told.get(2);
        assertThat(last.getEndTsMillis()).isEqualTo(answer.answeredMillis());
        assertThat(last.getEndTsMillis() - last.getStartTsMillis())
                .isEqualTo(Math.round(answer.millis().total()));
        assertThat(last.getChildren()).extracting(Span::getName).containsExactly("first word");
    }

    @Test
    void noMoreThanTheNewestFramesAreFollowedToAnAnswer() {
        PrunedWindow older = windowOf(frames(200));
        List<RecordId> newest = new ArrayList<>(frames(3));
        Collections.reverse(newest);
        traces(1).answer(SampleRecords.answer(), List.of(older, windowOf(newest)));
        assertThat(told).hasSize(64);
        assertThat(of(StageTraces.TRACE).subList(0, 3))
                .isEqualTo(newest.stream().map(RecordId::toString).toList());
    }

    @Test
    void aFrameThatIsFollowedAtOneShareIsFollowedAtEveryGreaterOne() {
        PrunedWindow window = windowOf(frames(50));
        List<Object> before = List.of();
        for (double ratio = 0.1; ratio <= 1; ratio += 0.1) {
            told.clear();
            traces(ratio).window(window);
            assertThat(of(StageTraces.TRACE)).containsAll(before);
            assertThat(told.size()).isBetween((int) (50 * ratio), (int) (50 * ratio) + 1);
            before = of(StageTraces.TRACE);
        }
    }
}
