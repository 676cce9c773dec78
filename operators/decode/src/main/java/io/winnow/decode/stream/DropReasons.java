package io.winnow.decode.stream;

/** Reasons of gaps. */
public final class DropReasons {
    /** The frame policy left the frame out. */
    public static final String POLICY = "POLICY";

    /** A newer frame was there when the line, or its decoder, was ready: policy {@code latest}. */
    public static final String LATEST = "LATEST";

    /** The frame of a live source had waited too long when the line, or its decoder, was ready: every policy but {@code latest}. */
    public static final String OVERLOAD = "OVERLOAD";

    /** A file of a folder that is no media, counted as one frame. */
    public static final String NOT_MEDIA = "NOT_MEDIA";

    /** Timestamps went back, or those of a live source far ahead, so a new epoch began. No frame is lost. */
    public static final String TIMESTAMP_JUMP = "TIMESTAMP_JUMP";

    /** The run was restored and this stream's source does not give the same frames again, so a new epoch began. */
    public static final String RESTORED = "RESTORED";

    /** Did not come from a live source: estimated from timestamps and the usual step between them. */
    public static final String TRANSPORT = "TRANSPORT";

    /** A live source is away, and opened again until it is back. */
    public static final String RECONNECTING = "RECONNECTING";

    /** A live source is back, so a new epoch began. What was missed is estimated from the time that it was away and its frame rate. */
    public static final String RECONNECTED = "RECONNECTED";

    /** The stream is not read until it goes on. No frame is lost of what can be read again. */
    public static final String PAUSED = "PAUSED";

    /** The stream goes on after a pause. Where its source does not give the same frames again, a new epoch begins. */
    public static final String RESUMED = "RESUMED";

    /** Somebody took the stream out of the pipeline; why it ended. */
    public static final String REMOVED = "REMOVED";

    private DropReasons() {}
}
