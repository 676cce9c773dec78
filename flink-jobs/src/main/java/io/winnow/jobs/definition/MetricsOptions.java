package io.winnow.jobs.definition;

import io.winnow.records.Describe;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Who can see what the Flink inside the command measures.
 *
 * @param prometheus address that Prometheus scrapes; empty for none
 */
public record MetricsOptions(
        @Describe(
                key = "metrics.prometheus",
                text =
                        "Where the Flink inside the command answers Prometheus: a port of the loopback interface, such as 9249, or HOST:PORT. Empty: nowhere. A cluster's reporters are set in its own configuration.",
                content = false)
        String prometheus)
        implements Serializable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int LARGEST_PORT = 65_535;

    public MetricsOptions {
        if (!prometheus.isEmpty() && address(prometheus).isEmpty()) {
            throw new IllegalArgumentException(
                    "metrics.prometheus is a port between 1 and 65535, or HOST:PORT, not " + prometheus);
        }
    }

    public static MetricsOptions defaults() {
        return new MetricsOptions("");
    }

    /** Where it listens; its name is not looked up. */
    public Optional<InetSocketAddress> address() {
        return address(prometheus);
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
