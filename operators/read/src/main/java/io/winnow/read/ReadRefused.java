package io.winnow.read;

/** A question or a window that this reader cannot take, with what a dead letter needs. */
public final class ReadRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String hint;

    /**
     * @param reason a dead letter's code
     * @param what a sentence: what was wrong
     * @param hint what to do
     */
    public ReadRefused(String reason, String what, String hint) {
        super(what);
        this.reason = reason;
        this.hint = hint;
    }

    public String reason() {
        return reason;
    }

    public String hint() {
        return hint;
    }
}
