package io.winnow.jobs.run;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.function.IntPredicate;
import org.apache.flink.runtime.rest.util.RestClientException;
import org.apache.flink.util.ExceptionUtils;

/** Tells apart what Flink's client fails with. */
final class ClientFailure {
    private static final int NOT_FOUND = 404;
    private static final int FIRST_SERVER_ERROR = 500;

    private ClientFailure() {}

    /** Whether nobody answered, or somebody who does not lead, or leads no longer. */
    static boolean isAbsence(Throwable failure) {
        return ExceptionUtils.findThrowable(failure, IOException.class).isPresent()
                || ExceptionUtils.findThrowable(failure, TimeoutException.class).isPresent()
                || refused(failure, status -> status >= FIRST_SERVER_ERROR)
                // Of a job whose manager has given up its lead the client knows this sentence alone.
                || String.valueOf(failure.getMessage()).endsWith("is UNKNOWN");
    }

    /** Whether a cluster answered that does not know what it was asked about. */
    static boolean isNotFound(Throwable failure) {
        return refused(failure, status -> status == NOT_FOUND);
    }

    private static boolean refused(Throwable failure, IntPredicate status) {
        return ExceptionUtils.findThrowable(failure, RestClientException.class)
                .filter(refusal -> status.test(refusal.getHttpResponseStatus().code()))
                .isPresent();
    }
}
