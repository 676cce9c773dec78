package io.winnow.jobs.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.highavailability.ClientHighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The REST addresses of a cluster's job managers, any of which speaks for the one that leads: whoever talks to the cluster need not reach what elects it. Tells Flink's client which one answers.
 */
final class RestAddresses implements ClientHighAvailabilityServices {
    private static final Logger LOG = LoggerFactory.getLogger(RestAddresses.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PORT = 8081;
    private static final int OK = 200;

    private final List<URI> all;
    private final List<LeaderRetrievalListener> listeners = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private URI current;

    /** @param addresses at least one, each with a host */
    RestAddresses(List<URI> addresses) {
        this.all = addresses.stream().map(RestAddresses::withPort).toList();
        this.current = all.get(0);
    }

    private static URI withPort(URI address) {
        return URI.create("http://" + address.getHost() + ":" + (address.getPort() < 0 ? PORT : address.getPort()));
    }

    /** Any of them, asked or not. */
    URI first() {
        return all.get(0);
    }

    /** Turns to one that answers, if there is one. */
    synchronized void settle() {
        if (all.size() > 1 && !answers(current)) {
            all.stream().filter(this::answers).findFirst().ifPresent(this::turnTo);
        }
    }

    /** One that answers; where none does, the one that answered last. The only one there is is not asked. */
    synchronized URI answering() {
        settle();
        return current;
    }

    private void turnTo(URI address) {
        if (!address.equals(current)) {
            LOG.info("The job manager at {} does not answer; {} is asked from now on.", current, address);
            current = address;
            listeners.forEach(this::tell);
        }
    }

    private boolean answers(URI address) {
        try {
            return http.send(
                                    HttpRequest.newBuilder(address.resolve("/overview"))
                                            .timeout(PATIENCE)
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (IOException e) {
            LOG.debug("{} does not answer", address, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void tell(LeaderRetrievalListener listener) {
        listener.notifyLeaderAddress(current.toString(), HighAvailabilityServices.DEFAULT_LEADER_ID);
    }

    private synchronized void listen(LeaderRetrievalListener listener) {
        listeners.add(listener);
        tell(listener);
    }

    @Override
    public LeaderRetrievalService getClusterRestEndpointLeaderRetriever() {
        return new LeaderRetrievalService() {
            @Override
            public void start(LeaderRetrievalListener listener) {
                listen(listener);
            }

            @Override
            public void stop() {
                // Nothing is asked but when somebody wants to know.
            }
        };
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
