package io.winnow.topics;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/** The broker did not do what the registry asked of it. */
public final class TopicAdminException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean unreachable;

    private TopicAdminException(String message, boolean unreachable, Throwable cause) {
        super(message, cause);
        this.unreachable = unreachable;
    }

    static TopicAdminException of(String task, ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        boolean unreachable = cause instanceof RetriableException || cause instanceof AuthenticationException;
        return new TopicAdminException(
                "the broker did not " + task + ": " + cause.getMessage() + hint(cause), unreachable, cause);
    }

    private static String hint(Throwable cause) {
        if (cause instanceof AuthenticationException) {
            return "; check the configured user and password or certificate";
        }
        if (cause instanceof AuthorizationException) {
            return "; grant what winnow topics acls lists";
        }
        return cause instanceof RetriableException ? "; check that the broker runs and its address is right" : "";
    }

    /** Whether the broker could not be reached or refused the user, rather than the request. */
    public boolean unreachable() {
        return unreachable;
    }
}
