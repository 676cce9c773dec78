package io.winnow.gateway.http;

import java.util.Map;

/** A request that cannot be served: becomes an HTTP status and the JSON that every error has. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String where;
    private final String hint;

    ApiError(int status, String code, String what, String where, String hint) {
        super(what, null, false, false);
        this.status = status;
        this.code = code;
        this.where = where;
        this.hint = hint;
    }

    int status() {
        return status;
    }

    Map<String, Object> json() {
        return Map.of(
                "error", Map.of("code", code, "what", String.valueOf(getMessage()), "where", where, "hint", hint));
    }
}
