package io.winnow.read.http;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.winnow.read.http.EndpointFailure.Kind;
import java.time.Duration;
import java.util.function.Supplier;

/** Calls again what may succeed later, and leaves an endpoint alone that fails again and again. Safe for use by many threads. */
final class Resilience {
    private static final double JITTER = 0.5;
    private static final double DOUBLING = 2;
    private static final float HALF = 50;

    private final Patience patience;
    private final CircuitBreaker breaker;
    private final Retry retry;

    Resilience(Patience patience) {
        this.patience = patience;
        this.breaker = CircuitBreaker.of(
                "endpoint",
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                patience.breakerCalls(),
                                patience.breakerCalls(),
                                CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(HALF)
                        .waitDurationInOpenState(patience.breakerWait())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordException(thrown -> !(thrown instanceof EndpointFailure failure) || failure.blamed())
                        .ignoreException(thrown -> thrown instanceof EndpointFailure failure && !failure.blamed())
                        .build());
        IntervalFunction backoff = IntervalFunction.ofExponentialRandomBackoff(
                patience.backoff(), DOUBLING, JITTER, patience.longestWait());
        this.retry = Retry.of(
                "endpoint",
                RetryConfig.<ChatReply>custom()
                        .maxAttempts(patience.retries() + 1)
                        .retryOnException(thrown -> thrown instanceof EndpointFailure failure && again(failure))
                        .intervalBiFunction((attempt, outcome) -> Math.max(backoff.apply(attempt), asked(outcome)))
                        .build());
    }

    private boolean again(EndpointFailure failure) {
        return failure.passing() && failure.retryAfter().compareTo(patience.longestWait()) <= 0;
    }

    private static long asked(Either<Throwable, ChatReply> outcome) {
        return outcome.isLeft() && outcome.getLeft() instanceof EndpointFailure failure
                ? failure.retryAfter().toMillis()
                : 0;
    }

    /**
     * Makes a call, waiting between tries in this thread.
     *
     * @throws EndpointFailure where the last try failed, or none was made
     */
    ChatReply call(Supplier<ChatReply> call) {
        try {
            return Retry.decorateSupplier(retry, CircuitBreaker.decorateSupplier(breaker, call))
                    .get();
        } catch (CallNotPermittedException e) {
            throw new EndpointFailure(
                    Kind.BREAKER_OPEN,
                    "the endpoint is left alone for " + seconds(patience.breakerWait())
                            + ", since too many calls of it failed",
                    "See the dead letters before this one for what failed; ask again later.");
        }
    }

    private static String seconds(Duration wait) {
        return wait.toSeconds() > 0 ? wait.toSeconds() + " s" : wait.toMillis() + " ms";
    }

    /** Whether calls are not let through now. */
    boolean open() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }
}
