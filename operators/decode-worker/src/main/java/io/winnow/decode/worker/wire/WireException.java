package io.winnow.decode.worker.wire;

import java.io.IOException;

/** The other side said something that cannot be. */
public final class WireException extends IOException {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }
}
