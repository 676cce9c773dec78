package io.winnow.jobs.definition;

import io.winnow.net.AddressKind;
import io.winnow.records.Describe;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a pipeline's gateway sends its alerts.
 *
 * @param endpoints addresses by names that the user chose
 * @param secrets by the same names: a file, or {@code env:} and a variable
 * @param allow kinds of addresses beside public ones that endpoints may have
 * @param http whether addresses may begin with http://
 * @param timeout of one request
 * @param retries waits after failed tries
 */
public record WebhookOptions(
        @Describe(
                key = "webhooks.endpoints",
                text =
                        "Where alerts are sent: a name of yours and an address for each endpoint, such as webhooks.endpoints.pager: https://example.com/alerts. The gateway shows and logs only the hosts of addresses.",
                content = false)
        Map<String, String> endpoints,

        @Describe(
                key = "webhooks.secrets",
                text =
                        "For each endpoint, by its name, the file that holds its secrets (whsec_...), or env:NAME for a variable of the gateway's environment. Each of several secrets signs.",
                content = false)
        Map<String, String> secrets,

        @Describe(
                key = "webhooks.allow",
                text =
                        "Addresses beside public ones that endpoints may have: loopback, private, link-local, metadata, reserved. Checked against what the name resolves to at each connection.",
                content = false)
        List<AddressKind> allow,

        @Describe(
                key = "webhooks.http",
                text =
                        "Whether addresses of endpoints may begin with http://, so that others on the way can read alerts.",
                content = false)
        boolean http,

        @Describe(
                key = "webhooks.timeout",
                text = "Time for one request, from its start to the status of the response.",
                content = false)
        Duration timeout,

        @Describe(
                key = "webhooks.retries",
                text =
                        "Waits after the first try that failed, the second, and so on, each up to a fifth longer by chance. After the last, an alert is a dead letter.",
                content = false)
        List<Duration> retries)
        implements Serializable {
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofDays(7);

    public WebhookOptions {
        endpoints = new TreeMap<>(endpoints);
        secrets = new TreeMap<>(secrets);
        allow = new ArrayList<>(allow);
        retries = new ArrayList<>(retries);
        check(endpoints, http);
        check(endpoints, secrets);
        if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("webhooks.timeout is more than nothing and at most 1min");
        }
        if (retries.stream().anyMatch(wait -> wait.compareTo(LONGEST_WAIT) > 0)) {
            throw new IllegalArgumentException("a wait of webhooks.retries is at most 7d");
        }
    }

    /** No endpoints, and the schedule that Standard Webhooks 1.0.0 gives as its example. */
    public static WebhookOptions defaults() {
        return new WebhookOptions(
                Map.of(),
                Map.of(),
                List.of(),
                false,
                Duration.ofSeconds(15),
                List.of(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(14),
                        Duration.ofHours(20),
                        Duration.ofHours(24)));
    }

    private static void check(Map<String, String> endpoints, boolean http) {
        endpoints.forEach((name, address) -> {
            String key = "webhooks.endpoints." + name;
            if (!PipelineDefinition.isName(name)) {
                throw new IllegalArgumentException(
                        key + " has a name that is not of lower-case letters, digits and dashes");
            }
            URI uri = parsed(address).orElseThrow(() -> new IllegalArgumentException(key + " is no address"));
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
                throw new IllegalArgumentException(key + " begins with https:// and a host");
            }
            if (uri.getUserInfo() != null || uri.getFragment() != null) {
                throw new IllegalArgumentException(key + " has no user, password or fragment");
            }
            if (scheme.equals("http") && !http) {
                throw new IllegalArgumentException(
                        key + " begins with http://, and anybody on the way could read its alerts;"
                                + " where that is meant, set webhooks.http: true");
            }
        });
    }

    private static void check(Map<String, String> endpoints, Map<String, String> secrets) {
        endpoints.keySet().forEach(name -> {
            if (secrets.getOrDefault(name, "").isBlank()) {
                throw new IllegalArgumentException("webhooks.endpoints." + name
                        + " has no secret: set webhooks.secrets." + name + " to a file that holds it, or to env:NAME");
            }
        });
        secrets.forEach((name, place) -> {
            if (!endpoints.containsKey(name)) {
                throw new IllegalArgumentException("webhooks.secrets." + name + " is of no endpoint; "
                        + Nearest.to(name, endpoints.keySet())
                                .map(near -> "nearest is " + near)
                                .orElse("there is none"));
            }
            if (place.startsWith("whsec_")) {
                throw new IllegalArgumentException(
                        "webhooks.secrets." + name + " is a secret itself; write it into a file and name that");
            }
        });
    }

    private static Optional<URI> parsed(String address) {
        try {
            return Optional.of(new URI(address));
        } catch (URISyntaxException e) {
            // Its words repeat the address.
            return Optional.empty();
        }
    }
}
