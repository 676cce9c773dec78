package io.winnow.gateway.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.Clock;
import io.winnow.records.Preview;
import io.winnow.records.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ToldPicturesTest {
    private static final int MOST_BYTES = 100;
    private static final int PICTURES = 12;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private long nowNanos;

    /** Each number tells of a picture, of a size by its number; those from twelve on let time go by. The twin looks through all that was ever told, the newest first, for as much as there is room for. */
    @Property(tries = 300)
    void whatWasToldLastIsThereForAMinuteAsFarAsThereIsRoom(
            @ForAll @Size(max = 80) List<@IntRange(min = 0, max = 15) Integer> steps) {
        ToldPictures told = new ToldPictures(MOST_BYTES, () -> nowNanos);
        List<long[]> ever = new ArrayList<>();
        for (int step : steps) {
            if (step < PICTURES) {
                told.tell(picture(step), Optional.empty());
                ever.add(new long[] {step, nowNanos});
            } else {
                nowNanos += MINUTE / (step - PICTURES + 1);
            }
            List<Long> there = LongStream.range(0, PICTURES)
                    .filter(at -> told.picture("door", 0, at).isPresent())
                    .boxed()
                    .toList();
            assertThat(there).containsExactlyElementsOf(twin(ever));
        }
    }

    private List<Long> twin(List<long[]> ever) {
        List<Long> there = new ArrayList<>();
        List<Long> seen = new ArrayList<>();
        long bytes = 0;
        for (int i = ever.size() - 1; i >= 0; i--) {
            long at = ever.get(i)[0];
            if (!seen.contains(at)) {
                seen.add(at);
                bytes += bytes(at);
                if (bytes <= MOST_BYTES && nowNanos - ever.get(i)[1] <= MINUTE) {
                    there.add(at);
                }
            }
        }
        return there.stream().sorted().toList();
    }

    private static int bytes(long at) {
        return (int) (5 + 7 * at);
    }

    private static Preview picture(long at) {
        return new Preview("run", "door", 0, new Span(at, at + 1, Clock.MEDIA), 32, 18, new byte[bytes(at)], 0);
    }
}
