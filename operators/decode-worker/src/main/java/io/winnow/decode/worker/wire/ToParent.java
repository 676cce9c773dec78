package io.winnow.decode.worker.wire;

/** What a child says to its pool. */
public sealed interface ToParent {

    /** The child has started. */
    record Ready(String version) implements ToParent {}

    /** May this be read? Waits for {@link ToChild.Opened}. The handle is the child's own choice. */
    record AskOpen(int handle, String address) implements ToParent {}

    /** Up to so many bytes from there. Waits for {@link ToChild.Data}. */
    record AskRead(int handle, long offset, int count) implements ToParent {}

    /** The handle is not read any more. */
    record AskClose(int handle) implements ToParent {}

    /** Work goes on, though there is nothing to tell. */
    record Alive(int item) implements ToParent {}

    /** What is decoded. */
    record Format(
            int item,
            int width,
            int height,
            String codec,
            String container,
            String pixelFormat,
            int rotation,
            int aspectNumerator,
            int aspectDenominator,
            double framesPerSecond,
            long lengthMicros,
            long ageMicros)
            implements ToParent {}

    /**
     * A picture lies in a slot of the ring, which is the parent's until {@link ToChild.Freed}.
     *
     * @param skipped packets that the choice did not decode, so far
     * @param late packets of a live address that had waited too long to be decoded, so far
     * @param ageMicros how long ago its packet came from a live address; 0 for what is not live
     */
    record Picture(
            int item,
            int slot,
            long seq,
            long startMicros,
            long endMicros,
            int sourceWidth,
            int sourceHeight,
            boolean key,
            long keySeq,
            long keyTicks,
            long errors,
            long skipped,
            long late,
            long ageMicros,
            long decodeMicros)
            implements ToParent {}

    /** Nothing of a live address was chosen for a while; so many frames have been decoded so far, and packets not. */
    record Passed(int item, long decoded, long skipped, long late) implements ToParent {}

    /** The first error, survived. */
    record Problem(int item, Cause cause, long startMicros, long endMicros) implements ToParent {}

    /**
     * What a live address did not bring before the next picture.
     *
     * @param missing frames, by timestamps and the usual step between them
     * @param jumped whether the clock ran back, or ahead by more than can be called missing
     */
    record Gap(int item, long missing, boolean jumped) implements ToParent {}

    /** What time a live address has, by its own word. */
    record Clock(int item, long aheadMicros) implements ToParent {}

    /** The item is over. */
    record End(int item, long decoded, long given, long skipped, long errors) implements ToParent {}

    /** The item is given up. */
    record Failure(
            int item, Cause cause, String detail, long startMicros, long decoded, long skipped, long late, long errors)
            implements ToParent {}
}
