package io.winnow.gateway.webhooks;

import java.net.URI;
import java.util.Objects;

/**
 * Where alerts are sent.
 *
 * @param name that its user chose: part of its consumer group, of dead letters and metrics
 * @param address http or https; its path and query can be secrets, so that only its host is ever shown
 * @param secrets that requests are signed with
 */
public record WebhookEndpoint(String name, URI address, SecretSource secrets) {
    public WebhookEndpoint {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException("an endpoint's name is lower-case letters, digits and dashes");
        }
        Objects.requireNonNull(address.getHost(), "host");
        Objects.requireNonNull(secrets, "secrets");
    }

    /** The address's host. */
    String host() {
        return address.getHost();
    }

    @Override
    public String toString() {
        return name + " at " + host();
    }
}
