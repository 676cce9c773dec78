package io.winnow.gateway;

import io.winnow.gateway.http.HttpOptions;
import io.winnow.gateway.webhooks.WebhookConfig;
import io.winnow.topics.TopicNames;
import java.util.Map;
import java.util.Optional;

/**
 * How a gateway is started.
 *
 * @param client properties of Kafka's clients, {@code bootstrap.servers} among them
 * @param names of the pipeline's topics
 * @param run the run to show; empty shows the newest
 * @param http how it is reached, and by whom
 * @param webhooks where alerts are sent; empty for nowhere
 */
public record GatewayConfig(
        Map<String, String> client,
        TopicNames names,
        Optional<String> run,
        HttpOptions http,
        Optional<WebhookConfig> webhooks) {
    public GatewayConfig {
        client = Map.copyOf(client);
        if (!client.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException("the gateway needs the broker's address: bootstrap.servers");
        }
    }

    /** On this machine's loopback interface and a free port, showing the newest run, sending alerts nowhere. */
    public static GatewayConfig local(Map<String, String> client, TopicNames names) {
        return new GatewayConfig(client, names, Optional.empty(), HttpOptions.local(), Optional.empty());
    }

    public GatewayConfig withHttp(HttpOptions options) {
        return new GatewayConfig(client, names, run, options, webhooks);
    }

    public GatewayConfig withPort(int port) {
        return withHttp(http.withPort(port));
    }

    public GatewayConfig withRun(String id) {
        return new GatewayConfig(client, names, Optional.of(id), http, webhooks);
    }

    public GatewayConfig withWebhooks(Optional<WebhookConfig> endpoints) {
        return new GatewayConfig(client, names, run, http, endpoints);
    }

    /** Leaves the properties out: they can hold secrets. */
    @Override
    public String toString() {
        return "GatewayConfig[" + names + ", run " + run.orElse("newest") + ", " + http.host() + ":" + http.port()
                + "]";
    }
}
