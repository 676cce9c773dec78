package io.winnow.frames;

import io.winnow.records.Span;
import java.nio.ByteBuffer;

/**
 * A decoded picture, upright, in RGB, squashed or cropped to the size that was asked for. Its pixels are lent: whoever takes the frame out of the chain copies them once and releases it.
 */
public non-sealed interface Frame extends Decoded {

    /** Which uninterrupted stretch of the stream. */
    long epoch();

    /** Ordinal in the epoch, counting every decoded frame, so that frames a policy left out leave holes. */
    long seq();

    Span span();

    /** Size of {@link #copyTo}'s pixels. */
    int width();

    int height();

    /** Size of the picture as it was decoded, before scaling. */
    int sourceWidth();

    int sourceHeight();

    /** Whether the pixels show the middle of the picture, as wide and high as they are, and not all of it squashed. */
    boolean cropped();

    /** Work spent on it by the decoder. */
    long decodeMicros();

    /** Wall clock when it was decoded. */
    long ingestMillis();

    /** Copies the pixels, {@code [height, width, 3]} unsigned bytes RGB, to the target's position and advances it. */
    void copyTo(ByteBuffer target);

    /** Gives the pixels' memory back. Once, and not before {@link #copyTo} is done with. */
    void release();
}
