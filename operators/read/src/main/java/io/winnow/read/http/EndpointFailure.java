package io.winnow.read.http;

import io.winnow.read.ReadRefused;
import java.time.Duration;

/** A call of an endpoint that gave no answer. Its words hold nothing that the endpoint said and no credential. */
final class EndpointFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String hint;
    private final Duration retryAfter;

    /** What went wrong, and so whether the same call may succeed later, and whether the endpoint is to blame. */
    enum Kind {
        /** No connection, or one that broke. */
        UNREACHABLE(true, true),
        /** No whole answer in time. */
        TIMEOUT(true, true),
        /** The server has an error. */
        SERVER_ERROR(true, true),
        /** The server has too many requests. */
        RATE_LIMITED(true, true),
        /** The server does not know the key, or the key may not do this. */
        UNAUTHORIZED(false, true),
        /** The server names another address. */
        REDIRECTED(false, true),
        /** What came is no answer. */
        MALFORMED(false, true),
        /** More came than is read. */
        TOO_LARGE(false, true),
        /** The server does not take this request; another one it may. */
        REJECTED(false, false),
        /** The address is one that the user did not allow. */
        ADDRESS(false, false),
        /** The key cannot be read here. */
        KEY(false, false),
        /** Not tried: too many calls before failed. */
        BREAKER_OPEN(false, false);

        private final boolean passing;
        private final boolean blamed;

        Kind(boolean passing, boolean blamed) {
            this.passing = passing;
            this.blamed = blamed;
        }
    }

    EndpointFailure(Kind kind, String what, String hint) {
        this(kind, what, hint, Duration.ZERO);
    }

    EndpointFailure(Kind kind, String what, String hint, Duration retryAfter) {
        super(what);
        this.kind = kind;
        this.hint = hint;
        this.retryAfter = retryAfter;
    }

    Kind kind() {
        return kind;
    }

    /** How long the endpoint asked to be left alone; zero where it did not. */
    Duration retryAfter() {
        return retryAfter;
    }

    /** Whether the same call may succeed later. */
    boolean passing() {
        return kind.passing;
    }

    /** Whether it says something about the endpoint, and not about this request or this side. */
    boolean blamed() {
        return kind.blamed;
    }

    /** As questions without an answer have it. */
    ReadRefused refusal() {
        return new ReadRefused("ENDPOINT_" + kind, String.valueOf(getMessage()), hint);
    }
}
