package io.winnow.decode.worker.wire;

import java.util.Optional;

/**
 * One input to decode.
 *
 * @param name what it is called; a hint at its format
 * @param choice which frames to give out
 * @param nextSeq seq of the first frame to give out
 * @param keySeq seq of the key frame to begin with
 * @param keyTicks its timestamp, {@link Long#MIN_VALUE} to begin at the beginning
 * @param sampledMicros start of the last frame given out, {@link Long#MIN_VALUE} for none
 * @param width of the pictures to give out
 * @param height likewise
 * @param cropped whether pictures of another shape are cut to theirs around the middle, instead of squashed
 * @param pixels most that a picture may have as decoded
 * @param frames most that may be decoded
 * @param lengthMicros longest that the media may be
 * @param threads of the decoder, 0 for as many as it likes
 * @param awaited whether its bytes come while they are read, so that nothing is to be looked for far ahead in them
 * @param live what is live; empty for what is read like a file
 */
public record Job(
        String name,
        Choice choice,
        long nextSeq,
        long keySeq,
        long keyTicks,
        long sampledMicros,
        int width,
        int height,
        boolean cropped,
        long pixels,
        long frames,
        long lengthMicros,
        int threads,
        boolean awaited,
        Optional<Live> live) {
    public static final long UNKNOWN = Long.MIN_VALUE;
}
