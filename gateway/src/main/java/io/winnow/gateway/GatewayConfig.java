package io.winnow.gateway;

import io.winnow.gateway.webhooks.WebhookConfig;
import io.winnow.topics.TopicNames;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a gateway is started.
 *
 * @param client properties of Kafka's clients, {@code bootstrap.servers} among them
 * @param names of the pipeline's topics
 * @param run the run to show; empty shows the newest
 * @param host the interface to listen on
 * @param port to listen on; 0 takes a free one
 * @param allowedHosts names that requests may call this host by, beside {@code localhost} and its addresses
 * @param webhooks where alerts are sent; empty for nowhere
 */
public record GatewayConfig(
        Map<String, String> client,
        TopicNames names,
        Optional<String> run,
        String host,
        int port,
        Set<String> allowedHosts,
        Optional<WebhookConfig> webhooks) {
    public GatewayConfig {
        client = Map.copyOf(client);
        allowedHosts = Set.copyOf(allowedHosts);
        if (!client.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException("the gateway needs the broker's address: bootstrap.servers");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
    }

    /** On this machine's loopback interface and a free port, showing the newest run, sending alerts nowhere. */
    public static GatewayConfig local(Map<String, String> client, TopicNames names) {
        return new GatewayConfig(client, names, Optional.empty(), "127.0.0.1", 0, Set.of(), Optional.empty());
    }

    public GatewayConfig withPort(int other) {
        return new GatewayConfig(client, names, run, host, other, allowedHosts, webhooks);
    }

    public GatewayConfig withRun(String id) {
        return new GatewayConfig(client, names, Optional.of(id), host, port, allowedHosts, webhooks);
    }

    public GatewayConfig withWebhooks(Optional<WebhookConfig> endpoints) {
        return new GatewayConfig(client, names, run, host, port, allowedHosts, endpoints);
    }

    /** Leaves the properties out: they can hold secrets. */
    @Override
    public String toString() {
        return "GatewayConfig[" + names + ", run " + run.orElse("newest") + ", " + host + ":" + port + "]";
    }
}
