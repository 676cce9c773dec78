package io.winnow.jobs.archive;

/** Why an item has no tokens, or not all: a code and a sentence. */
final class ItemFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    ItemFailure(String reason, String what) {
        super(what, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
