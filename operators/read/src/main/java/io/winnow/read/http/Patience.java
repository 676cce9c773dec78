package io.winnow.read.http;

import io.winnow.records.Describe;
import java.io.Serializable;
import java.time.Duration;

/**
 * How long an endpoint is waited for, how often it is asked again, and when it is left alone.
 *
 * @param connectTimeout for a connection
 * @param timeout for one request, from its start to the end of the answer
 * @param retries after a request that failed
 * @param backoff before the first of them; twice as long before each further one
 * @param longestWait before any of them
 * @param breakerCalls of the last calls that are looked at
 * @param breakerWait while which the endpoint is left alone
 * @param inFlight requests at a time
 * @param largestBytes of an answer
 */
public record Patience(
        @Describe(key = "read.http.connect-timeout", text = "Time for a connection.", content = false)
        Duration connectTimeout,

        @Describe(
                key = "read.http.timeout",
                text = "Time for one request, from its start to the last byte of the answer.",
                content = false)
        Duration timeout,

        @Describe(
                key = "read.http.retries",
                text =
                        "How often a request is sent again after no answer, an error of the server (5xx) or too many requests (429).",
                content = false)
        int retries,

        @Describe(
                key = "read.http.backoff",
                text =
                        "Wait before the first retry, doubled for each further one, each up to half longer or shorter by chance.",
                content = false)
        Duration backoff,

        @Describe(
                key = "read.http.longest-wait",
                text =
                        "Longest wait before a retry. Where the endpoint asks for a longer one (Retry-After), the question fails at once.",
                content = false)
        Duration longestWait,

        @Describe(
                key = "read.http.breaker-calls",
                text = "When half of so many calls have failed, the endpoint is left alone for a while.",
                content = false)
        int breakerCalls,

        @Describe(
                key = "read.http.breaker-wait",
                text = "How long it is left alone; then one call tries whether it is back.",
                content = false)
        Duration breakerWait,

        @Describe(key = "read.http.in-flight", text = "Requests of one process at a time.", content = false)
        int inFlight,

        @Describe(
                key = "read.http.largest-answer",
                text = "Largest response that is read; a longer one fails.",
                content = false)
        long largestBytes)
        implements Serializable {
    public Patience {
        if (connectTimeout.toMillis() < 1 || timeout.toMillis() < 1 || backoff.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "read.http.connect-timeout, read.http.timeout and read.http.backoff are at least 1 ms");
        }
        if (retries < 0 || breakerCalls < 1 || inFlight < 1 || largestBytes < 1) {
            throw new IllegalArgumentException(
                    "read.http.retries is not negative, and read.http.breaker-calls, read.http.in-flight and read.http.largest-answer are at least 1");
        }
        if (longestWait.compareTo(backoff) < 0 || breakerWait.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "read.http.longest-wait is at least read.http.backoff, and read.http.breaker-wait at least 1 ms");
        }
    }

    static Patience defaults() {
        return new Patience(
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                2,
                Duration.ofMillis(500),
                Duration.ofSeconds(20),
                10,
                Duration.ofSeconds(30),
                4,
                1 << 20);
    }
}
