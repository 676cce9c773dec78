package io.winnow.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.cli.eval.EvalQuestion.Stretch;
import io.winnow.records.Clock;
import io.winnow.records.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OverlapTest {
    private static final long SECOND = 1_000_000;

    /** Counts whole seconds. */
    @Property
    void isThatOfCountedSeconds(
            @ForAll @Size(max = 8) List<@IntRange(max = 20) Integer> ends,
            @ForAll @IntRange(max = 19) int start,
            @ForAll @IntRange(min = 1, max = 10) int length) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i + 1 < ends.size(); i += 2) {
            int from = Math.min(ends.get(i), ends.get(i + 1));
            int to = Math.max(ends.get(i), ends.get(i + 1));
            spans.add(new Span(from * SECOND, to * SECOND, Clock.MEDIA));
        }
        long both = 0;
        long either = 0;
        for (long second = 0; second < 30; second++) {
            long at = second * SECOND;
            boolean given = spans.stream().anyMatch(span -> span.startMicros() <= at && at < span.endMicros());
            boolean right = second >= start && second < start + length;
            both += given && right ? 1 : 0;
            either += given || right ? 1 : 0;
        }

        assertThat(Overlap.iou(spans, new Stretch(start, start + (double) length)))
                .isCloseTo((double) both / either, within(1e-9));
    }

    @Test
    void aWholeHasTheNeedleInItsPart() {
        List<NeedleClip> clips = NeedleClip.of(List.of(1, 5), 1);

        assertThat(clips).hasSize(2 * NeedleClip.PLACES);
        assertThat(clips).allSatisfy(clip -> {
            double part = clip.scene().seconds() / NeedleClip.PLACES;
            assertThat(clip.scene().things()).hasSize(1);
            double enters = clip.scene().things().get(0).motion().enters();
            assertThat(enters).isBetween(clip.place() * part, (clip.place() + 1) * part);
            assertThat(clip.scene().things().get(0).motion().leaves())
                    .isLessThan(clip.scene().seconds());
            assertThat(clip.questions())
                    .extracting(EvalQuestion::type)
                    .containsExactly("colour", "shape", "exists", "direction", "when");
        });
        assertThat(IntStream.range(0, clips.size()).mapToObj(i -> clips.get(i).media()))
                .doesNotHaveDuplicates();
    }
}
