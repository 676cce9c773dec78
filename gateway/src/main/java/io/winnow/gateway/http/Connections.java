package io.winnow.gateway.http;

import io.winnow.gateway.tls.Tls;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Where the server listens, and what a connection may take of it. */
final class Connections {
    /** After which a connection that takes nothing, or says nothing, is closed. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** All pages come back at once where a connection of many was lost. */
    private static final int MOST_CONNECTING = 1024;

    /** Those beyond wait, instead of taking the files that the broker's clients need. */
    private static final int MOST_CONNECTIONS = 8192;

    /** What the system holds for a connection that takes it slowly: what waits here instead makes room for what is newer. */
    private static final int SEND_BUFFER_BYTES = 128 * 1024;

    private final HttpOptions options;
    private final Optional<Tls> tls;

    Connections(HttpOptions options, Optional<Tls> tls) {
        this.options = options;
        this.tls = tls;
    }

    Connector connector(Server jetty, HttpConfiguration http) {
        ServerConnector connector =
                new ServerConnector(jetty, tls.map(own -> own.protocols(http)).orElseGet(() ->
                        new ConnectionFactory[] {new HttpConnectionFactory(http)}));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setAcceptQueueSize(MOST_CONNECTING);
        connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        connector.setIdleTimeout(PATIENCE.toMillis());
        jetty.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        return connector;
    }
}
