package io.winnow.jobs.run;

import java.net.URI;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;

/** A session cluster of its own processes, reached through REST. Giving it up leaves it running. */
public final class SessionFlink implements Flink {
    private final RestClusterClient<String> client;
    private final URI rest;

    private SessionFlink(RestClusterClient<String> client, URI rest) {
        this.client = client;
        this.rest = rest;
    }

    /**
     * Prepares to talk to a cluster; nothing is sent yet.
     *
     * @param rest http://host:port
     */
    public static SessionFlink at(URI rest) {
        Configuration settings = new Configuration();
        settings.set(RestOptions.ADDRESS, rest.getHost());
        settings.set(RestOptions.PORT, rest.getPort() < 0 ? 8081 : rest.getPort());
        settings.set(RestOptions.RETRY_MAX_ATTEMPTS, 3);
        settings.set(RestOptions.RETRY_DELAY, java.time.Duration.ofMillis(500));
        try {
            return new SessionFlink(new RestClusterClient<>(settings, "session"), rest);
        } catch (Exception e) {
            throw new IllegalStateException("no client for the Flink cluster at " + rest + ": " + e.getMessage(), e);
        }
    }

    @Override
    public ClusterClient<?> client() {
        return client;
    }

    @Override
    public URI rest() {
        return rest;
    }

    @Override
    public void close() {
        client.close();
    }
}
