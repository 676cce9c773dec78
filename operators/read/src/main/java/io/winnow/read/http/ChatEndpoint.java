package io.winnow.read.http;

import io.winnow.net.AllowedAddresses;
import io.winnow.net.RetryAfter;
import io.winnow.read.http.EndpointFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a chat-completions interface once. Safe for use by many threads. */
final class ChatEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChatEndpoint.class);
    private static final int LONGEST_HEADER = 16 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_KEY = 8 * 1024;
    private static final int LONGEST_WORDS = 500;
    private static final int REDIRECT = 300;
    private static final int REFUSED = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final EndpointOptions options;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService clock;

    ChatEndpoint(EndpointOptions options) {
        this(options, InetAddress::getAllByName);
    }

    /** With names of one's own. */
    ChatEndpoint(EndpointOptions options, AllowedAddresses.Names names) {
        this.options = options;
        boolean openKey =
                !options.keyFile().isEmpty() && options.chat().getScheme().equalsIgnoreCase("http");
        Timeout timeout = Timeout.of(options.patience().timeout());
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new AllowedHosts(
                        new AllowedAddresses(names, Set.copyOf(options.allow()), "read.http.allow"), openKey))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_HEADER)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(options.patience().connectTimeout()))
                        .setSocketTimeout(timeout)
                        .setTimeToLive(TimeValue.ofMinutes(1))
                        .build())
                .setMaxConnTotal(options.patience().inFlight())
                .setMaxConnPerRoute(options.patience().inFlight())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .build())
                .setUserAgent("winnow")
                // A redirect would lead where nobody has looked; the rest would hide what the endpoint does.
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "endpoint-clock");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param body JSON
     * @param heard hears each piece of the answer's text as it comes
     * @throws EndpointFailure where none comes
     */
    ChatReply call(byte[] body, Consumer<String> heard) {
        HttpPost post = new HttpPost(options.chat());
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        String key = options.keyFile().isEmpty() ? "" : key();
        if (!key.isEmpty()) {
            post.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + key);
        }
        AtomicBoolean late = new AtomicBoolean();
        // The client's own timeouts are between bytes: an endpoint that sends one from time to time would be waited for
        // for ever.
        ScheduledFuture<?> alarm = clock.schedule(
                () -> {
                    late.set(true);
                    post.cancel();
                },
                options.patience().timeout().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return client.execute(post, response -> read(response, key, heard));
        } catch (IOException e) {
            throw late.get() ? tooLate() : failure(e);
        } catch (IllegalStateException e) {
            // Where the alarm came between two steps of the client.
            throw late.get() ? tooLate() : e;
        } finally {
            alarm.cancel(false);
        }
    }

    private String key() {
        Path file = Path.of(options.keyFile());
        try {
            if (Files.size(file) > LONGEST_KEY) {
                throw unusableKey("is longer than " + LONGEST_KEY + " bytes");
            }
            String key = Files.readString(file).replaceFirst("\\R$", "");
            if (key.isEmpty() || !key.chars().allMatch(letter -> letter > ' ' && letter < 127)) {
                throw unusableKey("holds no key: a key is one line without spaces");
            }
            return key;
        } catch (IOException e) {
            LOG.debug("the key's file cannot be read", e);
            throw unusableKey("cannot be read");
        }
    }

    private EndpointFailure unusableKey(String why) {
        return new EndpointFailure(
                Kind.KEY,
                "the file " + options.keyFile() + " " + why,
                "Write the key alone into the file that read.http.key-file names.");
    }

    private ChatReply read(ClassicHttpResponse response, String key, Consumer<String> heard) throws IOException {
        if (response.getCode() >= REDIRECT) {
            note(response, key);
        }
        check(response);
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            throw new EndpointFailure(Kind.MALFORMED, "the endpoint sent an empty response", "Check read.http.url.");
        }
        String type = String.valueOf(entity.getContentType());
        ReplyReader reply = new ReplyReader(heard);
        try (InputStream bytes =
                new BoundedBytes(entity.getContent(), options.patience().largestBytes())) {
            return type.startsWith("text/event-stream") ? reply.streamed(bytes) : reply.whole(bytes);
        }
    }

    /** The endpoint's own words help whoever looks after it, but not others: they go to the log, without the key, which some repeat. */
    private static void note(ClassicHttpResponse response, String key) throws IOException {
        int status = response.getCode();
        HttpEntity entity = response.getEntity();
        if (status == UNAUTHORIZED || status == FORBIDDEN || entity == null) {
            LOG.warn("the endpoint answered with status {}", status);
            return;
        }
        String said = new String(entity.getContent().readNBytes(LONGEST_WORDS), StandardCharsets.UTF_8);
        String clean = key.isEmpty() ? said : said.replace(key, "***");
        LOG.warn("the endpoint answered with status {}: {}", status, clean.replaceAll("\\p{Cntrl}+", " "));
    }

    private static void check(ClassicHttpResponse response) {
        int status = response.getCode();
        String said = "the endpoint answered with status " + status;
        if (status >= SERVER_ERROR || status == REQUEST_TIMEOUT) {
            throw new EndpointFailure(Kind.SERVER_ERROR, said, "See the endpoint's own log.", retryAfter(response));
        }
        if (status == TOO_MANY) {
            throw new EndpointFailure(
                    Kind.RATE_LIMITED,
                    said + ": too many requests",
                    "Ask more seldom, or lower read.http.in-flight.",
                    retryAfter(response));
        }
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            throw new EndpointFailure(
                    Kind.UNAUTHORIZED,
                    said + ": it does not take the key",
                    "Check the file that read.http.key-file names.");
        }
        if (status >= REFUSED) {
            throw new EndpointFailure(
                    Kind.REJECTED,
                    said,
                    "Check read.http.url and read.http.model, and that the model takes as many pictures as read.http.pictures.");
        }
        if (status >= REDIRECT) {
            throw new EndpointFailure(
                    Kind.REDIRECTED,
                    said + ", which names another address; it is not followed",
                    "Write the address that is meant as read.http.url.");
        }
    }

    private static Duration retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return RetryAfter.read(header == null ? "" : String.valueOf(header.getValue()), Instant.now());
    }

    private EndpointFailure tooLate() {
        return new EndpointFailure(
                Kind.TIMEOUT,
                "the endpoint did not answer within "
                        + options.patience().timeout().toMillis() + " ms",
                "See that it is not overloaded, or raise read.http.timeout.");
    }

    /** Exceptions of the client may hold what the endpoint sent: their words go to the log alone. */
    private EndpointFailure failure(IOException e) {
        LOG.debug("a call of the endpoint failed", e);
        if (e instanceof AllowedAddresses.Refused refused) {
            return new EndpointFailure(Kind.ADDRESS, String.valueOf(refused.getMessage()), refused.hint());
        }
        String host = options.chat().getHost();
        if (e instanceof UnknownHostException) {
            return new EndpointFailure(
                    Kind.UNREACHABLE, "the endpoint's host " + host + " has no address", "Check read.http.url.");
        }
        if (e instanceof ConnectTimeoutException) {
            return new EndpointFailure(
                    Kind.UNREACHABLE,
                    "the endpoint's host " + host + " does not take connections in time",
                    "Start the endpoint, or correct read.http.url.");
        }
        if (e instanceof SocketTimeoutException || e instanceof InterruptedIOException) {
            return tooLate();
        }
        if (e.getCause() instanceof HttpException || e instanceof org.apache.hc.core5.http.MessageConstraintException) {
            return new EndpointFailure(Kind.MALFORMED, "what the endpoint sent is no HTTP", "Check read.http.url.");
        }
        return new EndpointFailure(
                Kind.UNREACHABLE,
                "the connection to the endpoint's host " + host + " failed: "
                        + e.getClass().getSimpleName(),
                "Start the endpoint, or correct read.http.url.");
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
