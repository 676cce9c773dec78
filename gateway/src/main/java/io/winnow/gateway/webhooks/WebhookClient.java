package io.winnow.gateway.webhooks;

import io.winnow.gateway.webhooks.Outcome.Failed;
import io.winnow.gateway.webhooks.Outcome.Reason;
import io.winnow.net.AllowedAddresses;
import io.winnow.net.RetryAfter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends an alert to an endpoint, once. What the endpoint says beyond its status is left unread. */
final class WebhookClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookClient.class);
    private static final int LONGEST_HEADER = 16 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final int SPARE_BYTES = 16 * 1024;
    private static final int SUCCESS = 200;
    private static final int REDIRECT = 300;
    private static final int REFUSED = 400;
    private static final int GONE = 410;

    private final WebhookEndpoint endpoint;
    private final Duration timeout;
    private final Clock clock;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService alarms;

    /**
     * Makes a client.
     *
     * @param names what names of hosts mean on this machine
     * @param clock that dates requests
     */
    WebhookClient(WebhookEndpoint endpoint, WebhookConfig config, AllowedAddresses.Names names, Clock clock) {
        this.endpoint = endpoint;
        this.timeout = config.timeout();
        this.clock = clock;
        Timeout patience = Timeout.of(config.timeout());
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(
                                new AllowedHosts(new AllowedAddresses(names, config.allowed(), "webhooks.allow")))
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(LONGEST_HEADER)
                                        .setMaxHeaderCount(MOST_HEADERS)
                                        .build())
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(patience)
                                .setSocketTimeout(patience)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(patience)
                        .setResponseTimeout(patience)
                        .build())
                // Alerts are rare, and an address that is no longer the endpoint's should not be kept.
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("winnow")
                // A redirect would lead where nobody has looked; the rest would hide what the endpoint does.
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
        this.alarms = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "webhook-alarm-" + endpoint.name());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Sends a message and waits for the status.
     *
     * @param id of the message, the same at each try
     * @param body JSON
     */
    Outcome send(String id, byte[] body) {
        HttpPost post;
        try {
            post = request(id, body);
        } catch (SecretSource.Unusable e) {
            return new Failed(
                    Reason.SECRET,
                    String.valueOf(e.getMessage()),
                    "Write secrets alone into what webhooks.secrets." + endpoint.name() + " names.",
                    Duration.ZERO);
        }
        AtomicBoolean late = new AtomicBoolean();
        // The client's own timeouts are between bytes: an endpoint that sends one from time to time would be waited for
        // for ever.
        ScheduledFuture<?> alarm = alarms.schedule(
                () -> {
                    late.set(true);
                    post.cancel();
                },
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            HttpHost host = HttpHost.create(endpoint.address());
            return outcome(client.executeOpen(host, post, HttpClientContext.create()), post);
        } catch (IOException e) {
            return late.get() ? tooLate() : failure(e);
        } catch (IllegalStateException e) {
            // Where the alarm came between two steps of the client.
            if (late.get()) {
                return tooLate();
            }
            throw e;
        } finally {
            alarm.cancel(false);
        }
    }

    /** Signed by each of the secrets, so that the endpoint may know the new one or the old while they are exchanged. */
    private HttpPost request(String id, byte[] body) throws SecretSource.Unusable {
        List<SigningSecret> secrets = endpoint.secrets().read();
        long seconds = clock.instant().getEpochSecond();
        HttpPost post = new HttpPost(endpoint.address());
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        post.setHeader("webhook-id", id);
        post.setHeader("webhook-timestamp", Long.toString(seconds));
        post.setHeader(
                "webhook-signature",
                secrets.stream().map(secret -> secret.sign(id, seconds, body)).collect(Collectors.joining(" ")));
        return post;
    }

    private Outcome outcome(ClassicHttpResponse response, HttpPost post) {
        Outcome outcome = outcome(response);
        end(response, post);
        return outcome;
    }

    private static Outcome outcome(ClassicHttpResponse response) {
        int status = response.getCode();
        if (status >= SUCCESS && status < REDIRECT) {
            return new Outcome.Taken();
        }
        if (status == GONE) {
            return new Outcome.Gone();
        }
        String said = "the endpoint answered with status " + status;
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        Duration asked = RetryAfter.read(header == null ? "" : String.valueOf(header.getValue()), Instant.now());
        if (status >= REDIRECT && status < REFUSED) {
            return new Failed(
                    Reason.REDIRECTED,
                    said + ", which names another address; it is not followed",
                    "Write the address that is meant into webhooks.endpoints.",
                    asked);
        }
        return new Failed(Reason.STATUS, said, "See the endpoint's own log.", asked);
    }

    /** Reads a little, so that a connection that has said what it had to ends in order; what says more is cut off. */
    private static void end(ClassicHttpResponse response, HttpPost post) {
        try (response) {
            HttpEntity entity = response.getEntity();
            if (entity != null && entity.getContent().readNBytes(SPARE_BYTES).length == SPARE_BYTES) {
                post.cancel();
            }
        } catch (IOException e) {
            LOG.debug("an endpoint's response broke off after its status", e);
        }
    }

    private Outcome tooLate() {
        return new Failed(
                Reason.TIMEOUT,
                "the endpoint did not answer within " + timeout.toMillis() + " ms",
                "An endpoint should take an alert first and act on it then; or raise webhooks.timeout.",
                Duration.ZERO);
    }

    /** Exceptions of the client may hold the address: their words go to the debug log alone. */
    private Outcome failure(IOException e) {
        LOG.debug("a request to an endpoint failed", e);
        String host = endpoint.host();
        if (e instanceof AllowedAddresses.Refused refused) {
            return new Failed(Reason.ADDRESS, String.valueOf(refused.getMessage()), refused.hint(), Duration.ZERO);
        }
        if (e instanceof UnknownHostException) {
            return new Failed(
                    Reason.UNREACHABLE,
                    "the endpoint's host " + host + " has no address",
                    "Check webhooks.endpoints." + endpoint.name() + ".",
                    Duration.ZERO);
        }
        if (e instanceof InterruptedIOException) {
            return tooLate();
        }
        return new Failed(
                Reason.UNREACHABLE,
                "the connection to the endpoint's host " + host + " failed: "
                        + e.getClass().getSimpleName(),
                "Start the endpoint, or correct webhooks.endpoints." + endpoint.name() + ".",
                Duration.ZERO);
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
