package io.winnow.decode.stream;

import io.winnow.decode.FramePolicy;
import java.time.Duration;

/** The clock of a stream of pictures, which say nothing of time themselves: each lasts as long as the others. Chooses by it as decoders do of a clip. */
final class PictureClock {
    private static final double MICROS = 1e6;
    private static final double ROUNDING = 1e-6;

    private final long lengthMicros;

    PictureClock(Duration length) {
        this.lengthMicros = Math.max(1, length.toNanos() / 1_000);
    }

    long startMicros(long frame) {
        return frame * lengthMicros;
    }

    boolean chooses(FramePolicy policy, long frame) {
        if (policy instanceof FramePolicy.Every every) {
            return frame % every.n() == 0;
        }
        return !(policy instanceof FramePolicy.Fps fps) || frame == 0 || cell(fps, frame) != cell(fps, frame - 1);
    }

    private long cell(FramePolicy.Fps fps, long frame) {
        return (long) Math.floor(startMicros(frame) * fps.perSecond() / MICROS + ROUNDING);
    }
}
