package org.apache.flink.metrics.prometheus;

import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** Flink's reporter at one address, where Flink's own listens on every interface of the machine. In Flink's package, for what is registered is open to this package alone. */
public final class AddressedReporter extends AbstractPrometheusReporter {
    private final HTTPServer server;

    /**
     * Begins to listen.
     *
     * @param address to listen at
     * @throws UncheckedIOException where it cannot be had
     */
    public AddressedReporter(InetSocketAddress address) {
        try {
            server = new HTTPServer(address, registry, true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen at " + address, e);
        }
    }

    @Override
    public void close() {
        server.stop();
        super.close();
    }
}
