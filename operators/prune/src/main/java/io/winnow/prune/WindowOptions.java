package io.winnow.prune;

import io.winnow.records.Describe;
import java.io.Serializable;
import java.time.Duration;

/**
 * Where a stream is cut. At most one of the two is set; neither means {@value #MEDIA_SECONDS} seconds where spans are offsets in a file, and one frame where they are wall-clock times.
 *
 * @param frames of a window, or 0
 * @param length of a window, or zero
 */
public record WindowOptions(
        @Describe(key = "prune.window.frames", text = "Cut a window every so many frames. 0: by prune.window.length.")
        int frames,

        @Describe(
                key = "prune.window.length",
                text = "Cut a window every so long, from the first frame of an epoch. 0s, with 0 frames: 8s for files,"
                        + " one frame for live streams.")
        Duration length)
        implements Serializable {
    /** Seconds of a window of a file. */
    public static final int MEDIA_SECONDS = 8;

    public WindowOptions {
        if (frames < 0 || length.isNegative()) {
            throw new IllegalArgumentException("a window of " + frames + " frames or " + length.toMillis() + " ms");
        }
        if (frames > 0 && !length.isZero()) {
            throw new IllegalArgumentException(
                    "a window is cut by frames or by length, not by both: leave one of prune.window.frames and"
                            + " prune.window.length at 0");
        }
    }

    /** By the streams' clock. */
    public static WindowOptions automatic() {
        return new WindowOptions(0, Duration.ZERO);
    }

    public static WindowOptions ofFrames(int frames) {
        return new WindowOptions(frames, Duration.ZERO);
    }

    public static WindowOptions ofLength(Duration length) {
        return new WindowOptions(0, length);
    }

    /** Whether the streams' clock decides. */
    public boolean isAutomatic() {
        return frames == 0 && length.isZero();
    }
}
