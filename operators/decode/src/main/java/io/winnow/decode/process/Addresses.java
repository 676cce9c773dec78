package io.winnow.decode.process;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/** Addresses, as people may see them and as they compare. */
final class Addresses {
    private Addresses() {}

    /** The address without user, password, query and fragment, any of which may hold credentials. */
    static String shown(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return origin(uri) + path;
    }

    static boolean sameOrigin(URI one, URI other) {
        return origin(one).equals(origin(other));
    }

    static URI withoutUser(URI uri) {
        return withUser(uri, "");
    }

    /** The address with the user and password of another, which is of the same server. */
    static URI withUserOf(URI uri, URI other) {
        String user = other.getRawUserInfo();
        return user == null || uri.getRawUserInfo() != null ? uri : withUser(uri, user + "@");
    }

    /** Part by part as it is written: what a server has signed must not be written in another way. */
    private static URI withUser(URI uri, String user) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = Objects.requireNonNullElse(uri.getRawPath(), "");
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(uri.getScheme() + "://" + user + uri.getHost() + port + path + query);
    }

    private static String origin(URI uri) {
        String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return scheme + "://" + Objects.requireNonNullElse(uri.getHost(), "").toLowerCase(Locale.ROOT) + port;
    }
}
