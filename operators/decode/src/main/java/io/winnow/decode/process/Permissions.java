package io.winnow.decode.process;

import io.winnow.decode.PieceAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what a demuxer may open. Its own input, always. What that input refers to (a playlist's pieces, and the keys of these) only where it came from the web itself, and only within its {@link WebReach}: a
 * file never makes another file or a server be read. A topic's pieces refer to nothing.
 */
final class Permissions implements AutoCloseable {
    private static final int MOST_KEYS = 16;

    private final DecodeInput input;
    private final Origins origins;
    private final Optional<URI> main;
    private final Optional<WebReach> reach;
    private final PieceKeys keys = new PieceKeys();
    private final Map<URI, byte[]> fetchedKeys = new LinkedHashMap<>();
    private final Optional<LivePlaylists> playlists;
    private Optional<PieceInput> pieces = Optional.empty();

    Permissions(DecodeInput input, Origins origins) {
        this.input = input;
        this.origins = origins;
        this.main = main(input);
        this.reach = main.map(uri -> new WebReach(uri, InetAddress::getAllByName, origins.allowed()));
        this.playlists = input instanceof DecodeInput.Live live
                ? Optional.of(new LivePlaylists(live.stall(), System::nanoTime))
                : Optional.empty();
    }

    /** Opens it, or throws IOException with a sentence for people. */
    ByteSource open(String address) throws IOException {
        if (input.opensItself()) {
            throw new IOException("a live address refers to another, which is not permitted");
        }
        if (address.equals(input.name())) {
            return openInput();
        }
        if (pieces.isPresent()) {
            return pieces.get().piece(address);
        }
        if (reach.isPresent()) {
            return referred(uri(address), reach.get());
        }
        throw new IOException("it refers to another address, " + Texts.shown(address) + ", which is not permitted");
    }

    private static Optional<URI> main(DecodeInput input) {
        if (input instanceof DecodeInput.Web web) {
            return Optional.of(web.uri());
        }
        return input instanceof DecodeInput.Live live ? live.playlist() : Optional.empty();
    }

    private ByteSource referred(URI uri, WebReach from) throws IOException {
        Optional<PieceKeys.Key> key = keys.of(uri);
        if (key.isEmpty()) {
            return fetched(from.asked(uri), from::require);
        }
        byte[] secret = secret(key.get().address(), from);
        return new DecryptedSource(
                new WebSource(origins.web(), from.asked(uri), from::require),
                secret,
                key.get().vector());
    }

    private ByteSource fetched(URI uri, WebClient.Gate gate) throws IOException {
        return new PlaylistSource(new WebSource(origins.web(), uri, gate), uri, keys, playlists);
    }

    /** A key is asked for once, and those that were used last are kept. */
    private byte[] secret(URI uri, WebReach from) throws IOException {
        byte[] secret = fetchedKeys.remove(uri);
        if (secret == null) {
            try (InputStream stream = origins.web().get(from.asked(uri), 0, from::require).stream()) {
                secret = stream.readNBytes(PieceKeys.BYTES + 1);
            }
            if (secret.length != PieceKeys.BYTES) {
                throw new IOException("the key of its pieces does not have " + PieceKeys.BYTES + " bytes");
            }
        }
        fetchedKeys.put(uri, secret);
        if (fetchedKeys.size() > MOST_KEYS) {
            fetchedKeys.remove(fetchedKeys.keySet().iterator().next());
        }
        return secret;
    }

    private ByteSource openInput() throws IOException {
        if (input instanceof DecodeInput.Live live && live.topic().isPresent()) {
            return pieces(live, live.topic().get()).playlist();
        }
        if (input instanceof DecodeInput.LocalFile file) {
            return new FileSource(file.path());
        }
        if (input instanceof DecodeInput.GrowingFile file) {
            return new GrowingSource(file.path(), file.stall());
        }
        if (main.isPresent()) {
            return fetched(main.get(), WebClient.Gate.OPEN);
        }
        if (input instanceof DecodeInput.Memory memory) {
            return new MemorySource(memory.content());
        }
        return new PipedSource(((DecodeInput.Piped) input).stream());
    }

    private PieceInput pieces(DecodeInput.Live live, PieceAddress address) {
        PieceInput opened = pieces.orElseGet(() -> new PieceInput(
                address,
                origins.topics(),
                new PieceWindow(address, live.stall(), live.behind(), System::nanoTime),
                live.stall()));
        pieces = Optional.of(opened);
        return opened;
    }

    @Override
    public void close() {
        pieces.ifPresent(PieceInput::close);
        pieces = Optional.empty();
    }

    private static URI uri(String address) throws IOException {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new IOException("it refers to what is no address", e);
        }
    }
}
