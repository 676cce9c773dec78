package io.winnow.gateway.http;

import io.winnow.gateway.tls.TlsFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How the gateway is reached, and by whom.
 *
 * @param host the interface to listen on; where it is not this machine's own, there must be keys
 * @param port to listen on; 0 takes a free one
 * @param allowedHosts names that requests may call this host by, beside {@code localhost} and its addresses, where there are no keys
 * @param keys the file that says who may do what; without one, everyone who reaches the gateway may do everything
 * @param tls the certificate to speak TLS by; without one, requests are not encrypted
 * @param perSecond requests a second of a key, or of an address that shows none
 * @param origins sites whose pages may use the gateway with a key, such as {@code https://desk.example}
 * @param audit what is written down of requests; empty for nothing
 */
public record HttpOptions(
        String host,
        int port,
        Set<String> allowedHosts,
        Optional<Path> keys,
        Optional<TlsFiles> tls,
        int perSecond,
        Set<String> origins,
        Optional<AuditOptions> audit) {
    /** Requests a second where nothing else is said. */
    public static final int USUAL_PER_SECOND = 100;

    private static final int MOST_PER_SECOND = 1_000_000;

    public HttpOptions {
        allowedHosts = Set.copyOf(allowedHosts);
        origins = Set.copyOf(origins);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
        if (perSecond < 1 || perSecond > MOST_PER_SECOND) {
            throw new IllegalArgumentException(
                    "a key may send 1 to " + MOST_PER_SECOND + " requests a second, not " + perSecond);
        }
        origins.forEach(HttpOptions::requireOrigin);
    }

    private static void requireOrigin(String text) {
        URI uri = URI.create(text);
        String bare = uri.getScheme() + "://" + uri.getRawAuthority();
        if (!text.equals(bare) || !Set.of("http", "https").contains(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(text + " is no origin, such as https://desk.example");
        }
    }

    /** On this machine's loopback interface and a free port, for everyone on this machine. */
    public static HttpOptions local() {
        return new HttpOptions(
                "127.0.0.1",
                0,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                USUAL_PER_SECOND,
                Set.of(),
                Optional.empty());
    }

    public HttpOptions withHost(String other) {
        return new HttpOptions(other, port, allowedHosts, keys, tls, perSecond, origins, audit);
    }

    public HttpOptions withPort(int other) {
        return new HttpOptions(host, other, allowedHosts, keys, tls, perSecond, origins, audit);
    }

    public HttpOptions withKeys(Optional<Path> file) {
        return new HttpOptions(host, port, allowedHosts, file, tls, perSecond, origins, audit);
    }

    public HttpOptions withTls(Optional<TlsFiles> files) {
        return new HttpOptions(host, port, allowedHosts, keys, files, perSecond, origins, audit);
    }

    public HttpOptions withPerSecond(int requests) {
        return new HttpOptions(host, port, allowedHosts, keys, tls, requests, origins, audit);
    }

    public HttpOptions withOrigins(Set<String> sites) {
        return new HttpOptions(host, port, allowedHosts, keys, tls, perSecond, sites, audit);
    }

    public HttpOptions withAudit(Optional<AuditOptions> options) {
        return new HttpOptions(host, port, allowedHosts, keys, tls, perSecond, origins, options);
    }
}
