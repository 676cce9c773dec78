package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.LiveAddress;
import io.winnow.decode.PictureSize;
import io.winnow.decode.RtspTransport;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Pictures without pixels; the clock is the test's. */
class UntakenTest {
    private static final Duration BEHIND = Duration.ofMillis(1);
    private static final long MICROS = 1_000;

    private static Untaken untaken(DecodeInput input, Sampling sampling) {
        return Untaken.of(new DecodeRequest(
                input, sampling, ResumePoint.START, new PictureSize(8, 8), DecodeLimits.defaults(), 1));
    }

    private static Untaken live(Sampling sampling) {
        return untaken(
                LiveAddress.input("rtsp://camera/1", RtspTransport.TCP, Duration.ofSeconds(1), BEHIND), sampling);
    }

    private static DecodeEvent.Picture picture(long seq, long ageMicros) {
        ResumePoint resume = new ResumePoint(seq + 1, 0, 0, 0);
        return new DecodeEvent.Picture(seq, 0, 0, 8, 8, false, resume, 0, 0, 0, ageMicros, 0, new NoPixels());
    }

    private static final class NoPixels implements PixelSlot {
        @Override
        public void copyTo(ByteBuffer target) {
            throw new IllegalStateException("there are no pixels");
        }

        @Override
        public void release() {
            throw new IllegalStateException("they are released by whoever holds the session");
        }
    }

    private static List<DecodeEvent> takeAll(Untaken untaken, long nowNanos) {
        List<DecodeEvent> taken = new ArrayList<>();
        Optional<DecodeEvent> next = untaken.poll(nowNanos);
        while (next.isPresent()) {
            taken.add(next.get());
            next = untaken.poll(nowNanos);
        }
        return taken;
    }

    @Test
    void whatIsNotLiveWaitsForAsLongAsItTakes() {
        Untaken untaken = untaken(new DecodeInput.LocalFile(Path.of("clip.mp4")), new Sampling.Latest());
        untaken.add(picture(0, 0), 0);
        untaken.add(picture(1, 0), 0);
        assertThat(takeAll(untaken, Long.MAX_VALUE)).hasSize(2);
        assertThat(untaken.takeGivenUp()).isEmpty();
    }

    @Test
    void aLivePictureGivesWayWhenItIsTooOldCountedFromItsArrival() {
        Untaken untaken = live(new Sampling.KeepAll());
        DecodeEvent.Picture old = picture(0, 600);
        DecodeEvent.Picture young = picture(1, 100);
        untaken.add(old, 0);
        untaken.add(young, 0);
        assertThat(takeAll(untaken, 400 * MICROS + 1)).containsExactly(new DecodeEvent.Superseded(old, 1), young);
        assertThat(untaken.takeGivenUp()).containsExactly(old);
    }

    @Test
    void ofTheLatestOneStaysHoweverManyCome() {
        Untaken untaken = live(new Sampling.Latest());
        DecodeEvent.Gap gap = new DecodeEvent.Gap(2, false);
        untaken.add(picture(0, 0), 0);
        untaken.add(picture(1, 0), 0);
        untaken.add(gap, 0);
        untaken.add(picture(2, 0), 0);
        untaken.add(picture(3, 0), 0);
        assertThat(untaken.takeGivenUp()).extracting(DecodeEvent.Picture::seq).containsExactly(0L, 1L, 2L);
        assertThat(takeAll(untaken, 0))
                .extracting(UntakenTest::said)
                .containsExactly("2 up to 1", "2 missing", "1 up to 2", "3");
    }

    private static String said(DecodeEvent event) {
        if (event instanceof DecodeEvent.Picture picture) {
            return "" + picture.seq();
        }
        return event instanceof DecodeEvent.Superseded superseded
                ? superseded.pictures() + " up to " + superseded.last().seq()
                : ((DecodeEvent.Gap) event).missing() + " missing";
    }

    @Test
    void whereEventsPileUpPicturesStaySoThatTheChildHasToWait() {
        Untaken untaken = live(new Sampling.Latest());
        for (int i = 0; i < 2_000; i++) {
            untaken.add(picture(i, 0), 0);
            untaken.add(new DecodeEvent.Gap(1, false), 0);
        }
        assertThat(untaken.takeGivenUp()).hasSizeLessThan(1_024);
        assertThat(takeAll(untaken, 0).stream().filter(DecodeEvent.Picture.class::isInstance))
                .hasSize(1);
    }

    /** Somebody takes now and then, and what comes is of any age. */
    @Property(tries = 300)
    void everyPictureIsTakenInTimeOrTold(@ForAll long seed, @ForAll boolean latest) {
        Random random = new Random(seed);
        Untaken untaken = live(latest ? new Sampling.Latest() : new Sampling.KeepAll());
        long[] came = new long[300];
        long now = 1_000_000_000L;
        List<DecodeEvent> taken = new ArrayList<>();
        int next = 0;
        while (next < came.length) {
            now += random.nextInt(200) * MICROS;
            if (random.nextInt(3) > 0) {
                long ageMicros = random.nextInt(500);
                came[next] = now - ageMicros * MICROS;
                untaken.add(picture(next, ageMicros), now);
                next++;
            } else {
                Optional<DecodeEvent> event = untaken.poll(now);
                event.ifPresent(taken::add);
                if (event.orElse(null) instanceof DecodeEvent.Picture picture) {
                    assertThat(now - came[(int) picture.seq()]).isLessThanOrEqualTo(BEHIND.toNanos());
                    assertThat(latest && picture.seq() < next - 1).isFalse();
                }
            }
        }
        taken.addAll(takeAll(untaken, now));
        long last = -1;
        long superseded = 0;
        for (DecodeEvent event : taken) {
            long pictures = event instanceof DecodeEvent.Superseded several ? several.pictures() : 1;
            long seq = event instanceof DecodeEvent.Superseded several
                    ? several.last().seq()
                    : ((DecodeEvent.Picture) event).seq();
            assertThat(seq).isEqualTo(last + pictures);
            last = seq;
            superseded += event instanceof DecodeEvent.Superseded ? pictures : 0;
        }
        assertThat(last).isEqualTo(came.length - 1L);
        assertThat(untaken.takeGivenUp()).hasSize((int) superseded);
    }
}
