package io.winnow.decode.process;

import java.nio.ByteBuffer;

/** The pixels of one picture in memory shared with a child. */
public interface PixelSlot {

    /**
     * Copies the pixels, {@code [height, width, 3]} unsigned bytes RGB, to the target's position and advances it.
     *
     * @throws IllegalStateException after {@link #release}, or if the child's memory is gone
     */
    void copyTo(ByteBuffer target);

    /** Lends the memory to the child again. May be called twice, and after the session is closed. From any thread. */
    void release();
}
