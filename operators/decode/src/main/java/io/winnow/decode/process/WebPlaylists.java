package io.winnow.decode.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells playlists that go on from those that have an end, which are read like files. */
public final class WebPlaylists {
    private static final Logger LOG = LoggerFactory.getLogger(WebPlaylists.class);
    private static final int MOST_BYTES = 4 << 20;
    private static final Executor LATER = CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS);

    private WebPlaylists() {}

    /**
     * Whether a playlist goes on, as it says now. One that names others is as the first of these. One that cannot be read now may be there in an hour, as only a live one would: it is told of as one. Takes
     * seconds, and longer where a server is slow.
     */
    public static boolean goOn(URI uri) {
        WebClient web = new WebClient();
        try {
            Optional<Playlist> playlist = fetch(web, uri, WebClient.Gate.OPEN);
            Optional<String> variant = playlist.flatMap(Playlist::variant);
            if (variant.isPresent()) {
                WebReach reach = new WebReach(uri, InetAddress::getAllByName, Set.of());
                playlist = fetch(web, reach.asked(variant(uri, variant.get())), reach::require);
            }
            return playlist.filter(it -> !it.ended()).isPresent();
        } catch (IOException e) {
            LOG.info("{} cannot be read, and is taken for live: {}", Addresses.shown(uri), e.getMessage());
            return true;
        }
    }

    private static URI variant(URI uri, String named) throws IOException {
        try {
            return uri.resolve(named);
        } catch (IllegalArgumentException e) {
            throw new IOException("it refers to what is no address", e);
        }
    }

    private static Optional<Playlist> fetch(WebClient web, URI uri, WebClient.Gate gate) throws IOException {
        try (InputStream stream = web.get(uri, 0, gate).stream()) {
            LATER.execute(() -> end(stream));
            byte[] bytes = stream.readNBytes(MOST_BYTES);
            return Playlist.begins(bytes) ? Optional.of(Playlist.of(bytes)) : Optional.empty();
        }
    }

    /** A server that says nothing more is not waited for. */
    private static void end(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            LOG.debug("a playlist could not be given up: {}", e.getMessage());
        }
    }
}
