package io.winnow.gateway.topics;

import io.winnow.gateway.topics.BrokerReader.Unreachable;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** What a look at the broker has found, or that it failed, kept for two seconds. One looks at a time, and few wait for it, since a broker that is away takes each of them seconds. Safe for use by many threads. */
final class KeptLook<T> {
    static final int MOST_WAITING = 16;
    private static final long FRESH_MILLIS = 2_000;

    private final Supplier<T> look;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MOST_WAITING);
    private volatile Optional<Outcome<T>> kept = Optional.empty();

    /** What came of a look that ended at a time: one of both. */
    private record Outcome<T>(long atMillis, Optional<T> found, Optional<KafkaException> failure) {
        T get() throws Unreachable {
            if (failure.isPresent()) {
                throw new Unreachable("the broker does not answer or refuses", failure.get());
            }
            return found.orElseThrow();
        }
    }

    KeptLook(Supplier<T> look, Clock clock) {
        this.look = look;
        this.clock = clock;
    }

    /** What was found at most two seconds ago. */
    T get() throws Unreachable {
        Optional<Outcome<T>> known = fresh();
        if (known.isPresent()) {
            return known.get().get();
        }
        if (!places.tryAcquire()) {
            throw new Unreachable("as many requests wait for the broker as may");
        }
        try {
            return next().get();
        } finally {
            places.release();
        }
    }

    private synchronized Outcome<T> next() {
        Outcome<T> outcome = fresh().orElseGet(this::look);
        kept = Optional.of(outcome);
        return outcome;
    }

    private Outcome<T> look() {
        try {
            T found = look.get();
            return new Outcome<>(clock.millis(), Optional.of(found), Optional.empty());
        } catch (KafkaException e) {
            return new Outcome<>(clock.millis(), Optional.empty(), Optional.of(e));
        }
    }

    private Optional<Outcome<T>> fresh() {
        return kept.filter(outcome -> clock.millis() - outcome.atMillis() <= FRESH_MILLIS);
    }
}
