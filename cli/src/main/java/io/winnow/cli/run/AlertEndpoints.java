package io.winnow.cli.run;

import io.winnow.cli.command.CommandFailure;
import io.winnow.gateway.webhooks.RetrySchedule;
import io.winnow.gateway.webhooks.SecretSource;
import io.winnow.gateway.webhooks.WebhookConfig;
import io.winnow.gateway.webhooks.WebhookEndpoint;
import io.winnow.jobs.definition.WebhookOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes of a pipeline's options what its gateway sends alerts by. */
public final class AlertEndpoints {
    private AlertEndpoints() {}

    /**
     * The endpoints, or nothing where there are none.
     *
     * @throws CommandFailure where a secret cannot be read
     */
    public static Optional<WebhookConfig> of(WebhookOptions options) {
        if (options.endpoints().isEmpty()) {
            return Optional.empty();
        }
        List<WebhookEndpoint> endpoints = new ArrayList<>();
        Map<String, String> environment = System.getenv();
        options.endpoints().forEach((name, address) -> {
            SecretSource secrets = new SecretSource(options.secrets().getOrDefault(name, ""), environment);
            secrets.problem().ifPresent(why -> {
                throw CommandFailure.usage(
                        "WEBHOOK_SECRET",
                        "the secrets of the endpoint " + name + " cannot be read: " + why,
                        "webhooks.secrets." + name,
                        "Write whsec_ and 24 to 64 random bytes in base64 into that place, one such word a line.");
            });
            endpoints.add(new WebhookEndpoint(name, URI.create(address), secrets));
        });
        return Optional.of(new WebhookConfig(
                endpoints, Set.copyOf(options.allow()), options.timeout(), new RetrySchedule(options.retries())));
    }
}
