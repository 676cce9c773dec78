package io.winnow.gateway.webhooks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When an alert that was not taken is sent again, and when no more: a wait after each failed try, each up to a fifth longer by chance, so that those that failed together do not come together again (Standard
 * Webhooks 1.0.0, Deliverability and reliability).
 *
 * @param waits after the first failed try, the second, and so on
 */
public record RetrySchedule(List<Duration> waits) {
    private static final double JITTER = 0.2;

    public RetrySchedule {
        waits = List.copyOf(waits);
        if (waits.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("a wait is not negative");
        }
    }

    /**
     * The wait before the next try.
     *
     * @param failures tries that have failed, at least 1
     * @param chance 0 to 1
     * @return empty where there is no further try
     */
    Optional<Duration> after(int failures, double chance) {
        if (failures > waits.size()) {
            return Optional.empty();
        }
        long millis = waits.get(failures - 1).toMillis();
        return Optional.of(Duration.ofMillis(millis + Math.round(millis * JITTER * chance)));
    }

    /** The longest time from the first try to the last, without what tries take. */
    Duration longest() {
        return waits.stream()
                .map(wait -> Duration.ofMillis(wait.toMillis() + Math.round(wait.toMillis() * JITTER)))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
