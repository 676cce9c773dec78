package io.winnow.gateway.webhooks;

import io.winnow.net.AddressKind;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * How alerts are sent.
 *
 * @param endpoints each of which gets every alert, sorted by name
 * @param allowed addresses beside public ones that requests may go to
 * @param timeout of one request, from its start to the response's status
 * @param schedule of tries
 */
public record WebhookConfig(
        List<WebhookEndpoint> endpoints, Set<AddressKind> allowed, Duration timeout, RetrySchedule schedule) {
    public WebhookConfig {
        endpoints = endpoints.stream()
                .sorted(Comparator.comparing(WebhookEndpoint::name))
                .toList();
        allowed = Set.copyOf(allowed);
        if (endpoints.stream().map(WebhookEndpoint::name).distinct().count() < endpoints.size()) {
            throw new IllegalArgumentException("two endpoints have one name");
        }
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("a request takes time");
        }
    }
}
