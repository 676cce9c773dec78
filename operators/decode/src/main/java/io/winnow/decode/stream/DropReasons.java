package io.winnow.decode.stream;

/** Reasons of gaps. */
public final class DropReasons {
    /** The frame policy left the frame out. */
    public static final String POLICY = "POLICY";

    /** A newer frame was there when the line was ready: policy {@code latest}. */
    public static final String LATEST = "LATEST";

    /** A file of a folder that is no media, counted as one frame. */
    public static final String NOT_MEDIA = "NOT_MEDIA";

    /** Timestamps went back, so a new epoch began. No frame is lost. */
    public static final String TIMESTAMP_JUMP = "TIMESTAMP_JUMP";

    /** The run was restored and this stream's source does not give the same frames again, so a new epoch began. */
    public static final String RESTORED = "RESTORED";

    private DropReasons() {}
}
