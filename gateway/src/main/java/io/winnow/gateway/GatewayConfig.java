package io.winnow.gateway;

import io.winnow.archive.Place;
import io.winnow.gateway.archives.ArchiveReader;
import io.winnow.gateway.http.HttpOptions;
import io.winnow.gateway.webhooks.WebhookConfig;
import io.winnow.topics.TopicNames;
import java.nio.file.Path;
import java.util.List;
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
 * @param models folder of bundles, to make pictures of tokens with; empty to make none
 * @param archives whose progress is shown, and which assistants may ask
 * @param reader what answers questions on them; empty to answer none
 */
public record GatewayConfig(
        Map<String, String> client,
        TopicNames names,
        Optional<String> run,
        HttpOptions http,
        Optional<WebhookConfig> webhooks,
        Optional<Path> models,
        List<Place> archives,
        Optional<ArchiveReader> reader) {
    public GatewayConfig {
        client = Map.copyOf(client);
        archives = List.copyOf(archives);
        if (!client.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException("the gateway needs the broker's address: bootstrap.servers");
        }
    }

    /** On this machine's loopback interface and a free port, showing the newest run, sending alerts nowhere, making no pictures of tokens, showing no archive. */
    public static GatewayConfig local(Map<String, String> client, TopicNames names) {
        return new GatewayConfig(
                client,
                names,
                Optional.empty(),
                HttpOptions.local(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    public GatewayConfig withHttp(HttpOptions options) {
        return new GatewayConfig(client, names, run, options, webhooks, models, archives, reader);
    }

    public GatewayConfig withPort(int port) {
        return withHttp(http.withPort(port));
    }

    public GatewayConfig withRun(String id) {
        return new GatewayConfig(client, names, Optional.of(id), http, webhooks, models, archives, reader);
    }

    public GatewayConfig withWebhooks(Optional<WebhookConfig> endpoints) {
        return new GatewayConfig(client, names, run, http, endpoints, models, archives, reader);
    }

    public GatewayConfig withModels(Path folder) {
        return new GatewayConfig(client, names, run, http, webhooks, Optional.of(folder), archives, reader);
    }

    public GatewayConfig withArchives(List<Place> places) {
        return new GatewayConfig(client, names, run, http, webhooks, models, places, reader);
    }

    public GatewayConfig withArchiveReader(ArchiveReader answering) {
        return new GatewayConfig(client, names, run, http, webhooks, models, archives, Optional.of(answering));
    }

    /** Leaves the properties out: they can hold secrets. */
    @Override
    public String toString() {
        return "GatewayConfig[" + names + ", run " + run.orElse("newest") + ", " + http.host() + ":" + http.port()
                + "]";
    }
}
