package io.winnow.gateway.http;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;

/** A request that cannot be served: becomes an HTTP status and the JSON that every error has. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String CODE = "error";

    private final int status;
    private final String code;
    private final String where;
    private final String hint;
    private final transient Map<String, String> headers;

    ApiError(int status, String code, String what, String where, String hint) {
        this(status, code, what, where, hint, Map.of());
    }

    ApiError(int status, String code, String what, String where, String hint, Map<String, String> headers) {
        super(what, null, false, false);
        this.status = status;
        this.code = code;
        this.where = where;
        this.hint = hint;
        this.headers = headers;
    }

    /** Answers with it. */
    void send(Context context, Json json) {
        headers.forEach(context::header);
        note(context);
        json.send(
                context,
                status,
                Map.of(
                        "error",
                        Map.of("code", code, "what", String.valueOf(getMessage()), "where", where, "hint", hint)));
    }

    /** Notes that a request was answered with it, in whatever form. */
    void note(Context context) {
        context.attribute(CODE, code);
    }

    /** What was wrong, where, and what to do, in one line. */
    String words() {
        return getMessage() + " (" + where + "): " + hint;
    }

    /** The code of the error that a request was answered with; empty where it was served. */
    static Optional<String> code(Context context) {
        return Optional.ofNullable(context.attribute(CODE));
    }
}
