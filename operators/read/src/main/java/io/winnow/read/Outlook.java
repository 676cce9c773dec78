package io.winnow.read;

/** What is to be expected of a stream, by what its source has said last. */
public enum Outlook {
    /** Windows are on their way. */
    COMING,
    /** Its source has had nothing to say for a while: but for a window that is still open, all that it saw has come. It may go on. */
    QUIET,
    /** Nothing more comes. */
    OVER
}
