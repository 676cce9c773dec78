package io.winnow.decode.process;

import java.io.Serializable;

/**
 * Where to go on in an input that can be read again, so that the frames that follow are exactly those that would have followed.
 *
 * @param nextSeq seq of the first frame to give out
 * @param keySeq seq of the key frame that decoding begins with
 * @param keyTicks that key frame's timestamp in its stream's time base, {@link #UNKNOWN} to decode from the beginning
 * @param sampledMicros start of the last frame given out, which {@link Sampling.Fps} goes on from; {@link #UNKNOWN} if none was
 */
public record ResumePoint(long nextSeq, long keySeq, long keyTicks, long sampledMicros) implements Serializable {
    /** No timestamp. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** The beginning. */
    public static final ResumePoint START = new ResumePoint(0, 0, UNKNOWN, UNKNOWN);

    public ResumePoint {
        if (nextSeq < 0 || keySeq < 0 || keySeq > nextSeq) {
            throw new IllegalArgumentException("cannot go on at frame " + nextSeq + " from key frame " + keySeq);
        }
    }
}
