package io.winnow.decode.worker.media;

/** How pictures lie in a ring: one slot each, all of one size. */
public final class Slots {
    /** Bytes after each picture that vector code may overrun. */
    public static final int PADDING = 256;

    private static final int PAGE = 4_096;

    private Slots() {}

    /** Bytes of a slot, whole pages, for a picture of so many bytes. */
    public static long bytes(long picture) {
        return (picture + PADDING + PAGE - 1) / PAGE * PAGE;
    }
}
