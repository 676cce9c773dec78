package io.winnow.decode.control;

/** What a stream is to do. */
public enum Standing {
    /** Be read. */
    READ,
    /** Stay where it is. */
    PAUSED,
    /** End where it is. */
    REMOVED
}
