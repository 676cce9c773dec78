package io.winnow.gateway.webhooks;

import java.time.Duration;

/** What came of a try to send an alert. */
sealed interface Outcome {

    /** The endpoint has it: a status of 2xx. */
    record Taken() implements Outcome {}

    /** The endpoint wants no more of them: status 410. */
    record Gone() implements Outcome {}

    /**
     * The endpoint does not have it, or did not say that it has.
     *
     * @param reason why
     * @param what a sentence
     * @param hint what to do
     * @param retryAfter how long the endpoint asked to be left alone; zero where it did not
     */
    record Failed(Reason reason, String what, String hint, Duration retryAfter) implements Outcome {}

    /** Why an alert was not taken. */
    enum Reason {
        /** No connection, or one that broke. */
        UNREACHABLE,
        /** No status in time. */
        TIMEOUT,
        /** A status of 3xx: another address, which nobody has looked at. */
        REDIRECTED,
        /** Another status than 2xx, 3xx and 410. */
        STATUS,
        /** An address that is not allowed. */
        ADDRESS,
        /** The secrets cannot be read here. */
        SECRET
    }
}
