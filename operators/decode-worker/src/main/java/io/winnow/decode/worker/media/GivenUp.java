package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;

/** An input cannot be decoded any further. */
public final class GivenUp extends Exception {
    private static final long serialVersionUID = 1L;

    private final Cause cause;

    /**
     * Says why.
     *
     * @param cause why
     * @param detail what a sentence about it needs: a codec's name, a size; may be empty
     */
    public GivenUp(Cause cause, String detail) {
        super(detail, null, false, false);
        this.cause = cause;
    }

    public Cause why() {
        return cause;
    }

    public String detail() {
        String detail = getMessage();
        return detail == null ? "" : detail;
    }
}
