package io.winnow.records.avro;

import java.io.IOException;

/** Bytes that are no record that this version can read. */
public final class RecordFormatException extends IOException {
    private static final long serialVersionUID = 1;

    /** Why. Its name is the reason of the dead letter. */
    public enum Reason {
        /** Written with a schema that this version does not know. */
        UNKNOWN_SCHEMA("upgrade the consumers first, then the producers"),
        /** Not a record at all, or a damaged one. */
        MALFORMED("find out who writes to this topic: only Winnow may");

        private final String hint;

        Reason(String hint) {
            this.hint = hint;
        }
    }

    private final Reason reason;

    RecordFormatException(Reason reason, String what) {
        super(what + ": " + reason.hint);
        this.reason = reason;
    }

    RecordFormatException(Reason reason, String what, Throwable cause) {
        super(what + ": " + reason.hint, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What to do, as dead letters say it. */
    public String hint() {
        return reason.hint;
    }
}
