package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.read.http.Endpoints;
import io.winnow.records.Clock;
import io.winnow.records.Preview;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Span;
import io.winnow.records.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PicturesTest {
    private static final long SECOND = 1_000_000;

    @Test
    void takesThePicturesNearestToFramesThatKeptTokens() {
        ReadContext context = context(20, 2, 3, 18);
        assertThat(starts(Pictures.of(context, every(SECOND, 20), SECOND, 8))).containsExactly(1.0, 9.0);
    }

    @Test
    void spreadsThemEvenlyWhereThereAreTooMany() {
        ReadContext context = context(20, IntStream.range(0, 20).toArray());
        List<Preview> known = every(SECOND, 10);
        assertThat(starts(Pictures.of(context, known, SECOND, 4))).containsExactly(0.0, 3.0, 6.0, 9.0);
        assertThat(starts(Pictures.of(context, known, SECOND, 1))).containsExactly(5.0);
    }

    @Test
    void takesNoPictureThatDoesNotShowTheFrame() {
        ReadContext context = context(20, 0, 19);
        List<Preview> known = Endpoints.pictures(Clock.MEDIA, 4 * SECOND, 9 * SECOND);
        assertThat(starts(Pictures.of(context, known, SECOND, 8))).containsExactly(9.0);
        assertThat(Pictures.of(ReadContext.blind(), known, SECOND, 8)).isEmpty();
    }

    @Property(tries = 200)
    void whatItChoosesIsWhatASlowLookFinds(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int most,
            @ForAll @IntRange(max = 40) int pictures) {
        Random random = new Random(seed);
        int[] kept = random.ints(0, 20)
                .distinct()
                .limit(1 + random.nextInt(20))
                .sorted()
                .toArray();
        List<Preview> known = Endpoints.pictures(
                Clock.MEDIA,
                LongStream.generate(() -> random.nextInt(12) * SECOND / 2 + random.nextInt(1000))
                        .limit(pictures)
                        .distinct()
                        .toArray());
        ReadContext context = context(20, kept);
        List<Preview> chosen = Pictures.of(context, known, SECOND, most);
        List<Preview> slow = slow(context, kept, known);
        assertThat(chosen).hasSize(Math.min(most, slow.size())).isSubsetOf(slow);
        assertThat(starts(chosen)).isSorted().doesNotHaveDuplicates();
        if (most > 1 && !slow.isEmpty()) {
            assertThat(chosen).contains(slow.get(0), slow.get(slow.size() - 1));
        }
    }

    private static List<Preview> slow(ReadContext context, int[] kept, List<Preview> known) {
        List<Preview> found = new ArrayList<>();
        List<Preview> sorted = known.stream()
                .sorted((one, other) -> Long.compare(start(one), start(other)))
                .toList();
        for (int frame : kept) {
            long at = context.frames().get(frame).startMicros();
            Preview best = null;
            for (Preview candidate : sorted) {
                if (best == null || Math.abs(start(candidate) - at) < Math.abs(start(best) - at)) {
                    best = candidate;
                }
            }
            if (best != null && Math.abs(start(best) - at) <= SECOND && !found.contains(best)) {
                found.add(best);
            }
        }
        return found;
    }

    /** A context of frames half a second apart, a token in each of those kept. */
    private static ReadContext context(int frames, int... kept) {
        List<Integer> frameOf = IntStream.of(kept).boxed().toList();
        List<Integer> zeros = frameOf.stream().map(frame -> 0).toList();
        List<Span> spans = TestWindows.spans(0, frames, SECOND / 2, Clock.MEDIA);
        PrunedWindow window = TestWindows.of(
                "door",
                0,
                spans,
                Tokens.Ids.pack(new int[kept.length], 12),
                frameOf,
                zeros,
                IntStream.range(0, kept.length).boxed().toList(),
                zeros);
        return new ContextBuilder(384, 2).build(List.of(window), Stretch.ALL);
    }

    private static List<Preview> every(long micros, int count) {
        return Endpoints.pictures(
                Clock.MEDIA, LongStream.range(0, count).map(i -> i * micros).toArray());
    }

    private static long start(Preview picture) {
        return picture.span().startMicros();
    }

    private static List<Double> starts(List<Preview> pictures) {
        return pictures.stream().map(picture -> start(picture) / 1e6).toList();
    }
}
