package io.winnow.tokenize;

import io.winnow.records.Describe;
import java.io.Serializable;
import java.time.Duration;

/**
 * Where a clip tokenizer cuts a stream. One of the two is set.
 *
 * @param frames of a clip, or 0
 * @param length of a clip, from the first frame of an epoch, or zero
 */
public record ClipOptions(
        @Describe(
                key = "tokenize.clip.frames",
                text = "For clip tokenizers: frames of a clip. 0: by tokenize.clip.length.")
        int frames,

        @Describe(
                key = "tokenize.clip.length",
                text = "For clip tokenizers: length of a clip, counted from the first frame of an epoch.")
        Duration length)
        implements Serializable {
    private static final int SECONDS = 8;

    public ClipOptions {
        if (frames < 0 || length.isNegative() || (frames > 0) == length.toNanos() > 0) {
            throw new IllegalArgumentException(
                    "a clip is cut by frames or by length: leave one of tokenize.clip.frames and tokenize.clip.length"
                            + " at 0, and the other above");
        }
    }

    public static ClipOptions defaults() {
        return new ClipOptions(0, Duration.ofSeconds(SECONDS));
    }

    /** One record a frame. */
    public static ClipOptions singleFrames() {
        return new ClipOptions(1, Duration.ZERO);
    }

    /** Which clip of its epoch a frame falls into when clips are cut by length; 0 when by frames. */
    public long index(long originMicros, long startMicros) {
        return frames > 0 ? 0 : Math.floorDiv(startMicros - originMicros, length.toNanos() / 1000);
    }
}
