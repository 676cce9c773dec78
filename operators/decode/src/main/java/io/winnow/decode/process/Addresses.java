package io.winnow.decode.process;

import java.net.URI;

/** Addresses as people may see them. */
final class Addresses {
    private Addresses() {}

    /** The address without user, password, query and fragment, any of which may hold credentials. */
    static String shown(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getScheme() + "://" + uri.getHost() + port + path;
    }
}
