package io.winnow.gateway;

/** The gateway could not be started. */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String where;
    private final String hint;

    GatewayException(String code, String what, String where, String hint, Throwable cause) {
        this(code, what, where, hint);
        initCause(cause);
    }

    GatewayException(String code, String what, String where, String hint) {
        super(what);
        this.code = code;
        this.where = where;
        this.hint = hint;
    }

    public String code() {
        return code;
    }

    public String where() {
        return where;
    }

    public String hint() {
        return hint;
    }
}
