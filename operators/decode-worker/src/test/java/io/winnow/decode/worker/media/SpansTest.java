package io.winnow.decode.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.worker.wire.Cause;
import io.winnow.decode.worker.wire.Choice;
import io.winnow.decode.worker.wire.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpansTest {

    @TempDir
    private static Path folder;

    private static Drawn drawn;

    @BeforeAll
    static void load() throws IOException {
        Natives.load();
        drawn = new Drawn(folder);
    }

    private static List<Long> starts(Path file) throws IOException {
        return Decoded.of(file, 1).frames().facts.stream()
                .map(FrameFacts::startMicros)
                .toList();
    }

    @Test
    void framesOfVaryingDistanceKeepTheirTimes() throws IOException {
        Path file = drawn.file(
                "vfr.mp4",
                Drawn.MOVING,
                "-vf",
                "select='eq(n,0)+eq(n,1)+eq(n,5)+eq(n,6)+eq(n,20)'",
                "-fps_mode",
                "vfr",
                "-c:v",
                "libopenh264");
        assertThat(starts(file)).containsExactly(0L, 40_000L, 200_000L, 240_000L, 800_000L);
        List<FrameFacts> facts = Decoded.of(file, 1).frames().facts;
        assertThat(facts.get(1).endMicros()).isEqualTo(200_000L);
        assertThat(facts.get(3).endMicros()).isEqualTo(800_000L);
    }

    @Test
    void missingTimestampsFollowFromTheFrameRate() throws IOException {
        Path file = drawn.file("raw.264", Drawn.MOVING, "-c:v", "libopenh264", "-frames:v", "5");
        assertThat(starts(file)).containsExactly(0L, 40_000L, 80_000L, 120_000L, 160_000L);
    }

    @Test
    void aFileThatStartsLateStartsAtNothing() throws IOException {
        Path file = drawn.file("late.ts", Drawn.MOVING, "-c:v", "libopenh264", "-frames:v", "3", "-muxdelay", "2");
        assertThat(starts(file)).containsExactly(0L, 40_000L, 80_000L);
    }

    @Test
    void keyFramesAreDecodedAloneAndTheRestIsCounted() throws IOException {
        Path file = drawn.file("keys.mp4", Drawn.MOVING, "-c:v", "libopenh264", "-g", "5");
        Decoded keys = Decoded.of(file, chosen(file, new Choice(Choice.Kind.KEY_FRAMES, 0)));
        assertThat(keys.frames().facts.stream().map(FrameFacts::startMicros))
                .containsExactly(0L, 200_000L, 400_000L, 600_000L, 800_000L);
        assertThat(keys.outcome().skipped()).isEqualTo(20);
    }

    @Test
    void aRateTakesTheFirstFrameOfEachStretch() throws IOException {
        Path file = drawn.file("rate.mp4", Drawn.MOVING, "-c:v", "libopenh264");
        Decoded chosen = Decoded.of(file, chosen(file, new Choice(Choice.Kind.FPS, 4)));
        assertThat(chosen.frames().facts.stream().map(FrameFacts::startMicros))
                .containsExactly(0L, 280_000L, 520_000L, 760_000L);
        assertThat(chosen.outcome().decoded()).isEqualTo(25);
    }

    private static Job chosen(Path file, Choice choice) {
        return limited(file, choice, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private static Job limited(Path file, Choice choice, long pixels, long frames, long lengthMicros) {
        return new Job(
                file.toString(),
                choice,
                0,
                0,
                Job.UNKNOWN,
                Job.UNKNOWN,
                64,
                64,
                false,
                pixels,
                frames,
                lengthMicros,
                1,
                false,
                Optional.empty());
    }

    @Test
    void aLimitEndsAFileWhereItIsPassed() throws IOException {
        Path clip = drawn.file("limits.mp4", Drawn.MOVING, "-c:v", "libopenh264");
        Outcome frames = Decoded.of(clip, limited(clip, Decoded.KEEP_ALL, 1 << 20, 7, Long.MAX_VALUE))
                .outcome();
        assertThat(frames.failure()).contains(Cause.FRAMES);
        assertThat(frames.decoded()).isEqualTo(7);
        Outcome length = Decoded.of(clip, limited(clip, Decoded.KEEP_ALL, 1 << 20, 99, 300_000))
                .outcome();
        assertThat(length.failure()).contains(Cause.LENGTH);
        Path picture = drawn.file("large.png", "color=red:size=2000x1000", "-frames:v", "1");
        Outcome pixels = Decoded.of(picture, limited(picture, Decoded.KEEP_ALL, 1_000_000, 99, 99))
                .outcome();
        assertThat(pixels.failure()).contains(Cause.PIXELS);
        assertThat(pixels.detail()).isEqualTo("2000x1000");
    }
}
