package io.winnow.decode.process;

import java.io.IOException;

/** No decoder can be started on this machine, or not as confined as was asked for. The message says why and what to do. */
public final class DecoderStartException extends IOException {
    private static final long serialVersionUID = 1L;

    public DecoderStartException(String message, Throwable cause) {
        super(message, cause);
    }

    public DecoderStartException(String message) {
        super(message);
    }
}
