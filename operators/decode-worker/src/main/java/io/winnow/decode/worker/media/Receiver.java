package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Whoever takes what is decoded, in order. */
public interface Receiver {

    /** What follows; again when it changes. */
    void format(StreamFacts facts) throws IOException, GivenUp;

    /** A frame that was chosen; as decoded, the receiver turns and scales it. Valid during the call. */
    void frame(AVFrame frame, FrameFacts facts) throws IOException, GivenUp;

    /**
     * Told now and then of a live stream of which no frame is chosen for long, so that what is left out can be counted while it is.
     *
     * @param decoded frames so far, none of them chosen since the last
     * @param skipped packets that the choice did not decode, so far
     * @param late packets that had waited too long to be decoded, so far
     */
    default void passed(long decoded, long skipped, long late) throws IOException, GivenUp {}

    /** The first error that was survived. */
    void problem(Cause cause, long startMicros, long endMicros) throws IOException, GivenUp;

    /**
     * What a live stream did not bring before what follows.
     *
     * @param missing frames, by timestamps and the usual step between them
     * @param jumped whether its clock ran back, or ahead by more than can be called missing
     */
    void gap(long missing, boolean jumped) throws IOException, GivenUp;

    /**
     * What time a live stream's source has, where it says so: told once it does, and again when that has changed.
     *
     * @param aheadMicros by which its clock is ahead of this machine's
     */
    default void clock(long aheadMicros) throws IOException, GivenUp {}

    /** Whether nobody wants it any more. Asked at least once a packet, and while a live stream is waited for; from any thread. */
    boolean cancelled() throws IOException;
}
