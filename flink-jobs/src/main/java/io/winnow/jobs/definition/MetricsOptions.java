package io.winnow.jobs.definition;

import io.winnow.records.Describe;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Who can see what a pipeline measures.
 *
 * @param prometheus address that Prometheus scrapes; empty for none
 * @param tracesRatio share of frames that are followed in traces
 * @param otlp address of a collector of traces; empty for none
 */
public record MetricsOptions(
        @Describe(
                key = "metrics.prometheus",
                text =
                        "Where the Flink inside the command answers Prometheus: a port of the loopback interface, such as 9249, or HOST:PORT. Empty: nowhere. A cluster's reporters are set in its own configuration.",
                content = false)
        String prometheus,

        @Describe(
                key = "traces.ratio",
                text =
                        "Share of frames that are followed to their answers in traces, between 0 (none) and 1 (each), chosen by their ids.",
                content = false)
        double tracesRatio,

        @Describe(
                key = "traces.otlp",
                text =
                        "Address of a collector that traces are sent to by OpenTelemetry's protocol over HTTP, such as http://127.0.0.1:4318/v1/traces, from the Flink inside the command and from the clusters of the Helm chart. A session cluster's reporters are set in its own configuration.",
                content = false)
        String otlp)
        implements Serializable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int LARGEST_PORT = 65_535;

    public MetricsOptions {
        if (!prometheus.isEmpty() && address(prometheus).isEmpty()) {
            throw new IllegalArgumentException(
                    "metrics.prometheus is a port between 1 and 65535, or HOST:PORT, not " + prometheus);
        }
        if (!(tracesRatio >= 0 && tracesRatio <= 1)) {
            throw new IllegalArgumentException("traces.ratio is between 0 and 1, not " + tracesRatio);
        }
        if (!otlp.isEmpty() && !isCollector(otlp)) {
            throw new IllegalArgumentException(
                    "traces.otlp is http://HOST:PORT/v1/traces, or another address of that form, without a user");
        }
    }

    public static MetricsOptions defaults() {
        return new MetricsOptions("", 0, "");
    }

    /** Where it listens; its name is not looked up. */
    public Optional<InetSocketAddress> address() {
        return address(prometheus);
    }

    /** Whether an address can be sent to. It is not told in a refusal, for the sake of a password in it. */
    private static boolean isCollector(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getPort() != 0
                    && uri.getPort() <= LARGEST_PORT
                    && String.valueOf(uri.getRawPath()).length() > 1
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Optional<InetSocketAddress> address(String text) {
        try {
            URI uri = new URI("http://" + (text.matches("\\d+") ? LOOPBACK + ":" + text : text));
            boolean bare = uri.getUserInfo() == null
                    && String.valueOf(uri.getRawPath()).isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            return bare && uri.getHost() != null && uri.getPort() > 0 && uri.getPort() <= LARGEST_PORT
                    ? Optional.of(InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort()))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
