package io.winnow.decode.process;

import io.winnow.net.AddressKind;
import io.winnow.net.AllowedAddresses;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Where an input of the web may lead. To its own server, always. To others, as playlists do whose pieces lie elsewhere, over http or https, but not from https to http, where all their addresses are public or
 * of a kind that was allowed: a playlist is not to reach what only this machine may.
 */
final class WebReach {
    private static final String OPTION = "decode.web.allow";
    private static final String PLAIN = "http";
    private static final String SECURE = "https";

    private final URI own;
    private final AllowedAddresses others;

    /**
     * Of one input.
     *
     * @param own its address
     * @param names of this machine
     * @param allowed kinds of addresses beside public ones
     */
    WebReach(URI own, AllowedAddresses.Names names, Set<AddressKind> allowed) {
        this.own = own;
        this.others = new AllowedAddresses(names, allowed, OPTION);
    }

    /** An address as it is asked for: with user and password where they are for its server. */
    URI asked(URI uri) {
        return Addresses.sameOrigin(uri, own) ? Addresses.withUserOf(uri, own) : uri;
    }

    /**
     * Refuses what it may not lead to. Java keeps what a name means for longer than it takes to connect, so it is this that is connected to.
     *
     * @throws IOException with a sentence for people
     */
    void require(URI uri) throws IOException {
        if (Addresses.sameOrigin(uri, own)) {
            return;
        }
        String host = uri.getHost();
        if (host == null || !isWeb(uri)) {
            throw new IOException(
                    "it refers to another address, " + Texts.shown(Addresses.shown(uri)) + ", which is not permitted");
        }
        try {
            others.of(host);
        } catch (AllowedAddresses.Refused e) {
            throw new IOException("it refers to another server: " + e.getMessage() + ". " + e.hint(), e);
        } catch (UnknownHostException e) {
            throw new IOException("it refers to another server, " + host + ", which has no address", e);
        }
    }

    private boolean isWeb(URI uri) {
        String scheme = scheme(uri);
        return scheme.equals(SECURE) || (scheme.equals(PLAIN) && scheme(own).equals(PLAIN));
    }

    private static String scheme(URI uri) {
        return Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
    }
}
