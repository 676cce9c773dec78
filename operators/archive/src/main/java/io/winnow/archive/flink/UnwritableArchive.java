package io.winnow.archive.flink;

import java.io.IOException;

/** An object cannot be written. */
public final class UnwritableArchive extends IOException {
    /** What its message begins with, by which it is known where the class is not. */
    public static final String SENTENCE = "the archive cannot be written: ";

    private static final long serialVersionUID = 1;

    UnwritableArchive(String place, Exception cause) {
        super(SENTENCE + place + ": " + cause.getMessage(), cause);
    }
}
