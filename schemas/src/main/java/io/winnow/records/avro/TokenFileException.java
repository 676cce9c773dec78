package io.winnow.records.avro;

import java.io.IOException;

/** A file of token records that cannot be read: its message says which, what is wrong, and what to do. */
public final class TokenFileException extends IOException {
    private static final long serialVersionUID = 1;

    TokenFileException(String message) {
        super(message);
    }
}
