package io.winnow.gateway.http;

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
 */
public record HttpOptions(String host, int port, Set<String> allowedHosts, Optional<Path> keys) {
    public HttpOptions {
        allowedHosts = Set.copyOf(allowedHosts);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
    }

    /** On this machine's loopback interface and a free port, for everyone on this machine. */
    public static HttpOptions local() {
        return new HttpOptions("127.0.0.1", 0, Set.of(), Optional.empty());
    }

    public HttpOptions withHost(String other) {
        return new HttpOptions(other, port, allowedHosts, keys);
    }

    public HttpOptions withPort(int other) {
        return new HttpOptions(host, other, allowedHosts, keys);
    }

    public HttpOptions withKeys(Optional<Path> file) {
        return new HttpOptions(host, port, allowedHosts, file);
    }
}
