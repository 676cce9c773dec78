package io.winnow.archive;

/** What became of an item. */
public enum Status {
    /** Tokens of all of it. */
    DONE,
    /** Tokens of a part: what could be decoded of a damaged file. */
    PARTIAL,
    /** No tokens. */
    FAILED,
    /** A file of a folder that is no media. */
    SKIPPED;

    /** Whether it is to be told, and retried. */
    public boolean failed() {
        return this == PARTIAL || this == FAILED;
    }
}
