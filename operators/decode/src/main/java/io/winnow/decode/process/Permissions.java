package io.winnow.decode.process;

import io.winnow.decode.PieceAddress;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * Decides what a demuxer may open. Its own input, always. What that input refers to (a playlist's pieces) only from the web server that the input itself came from, which gets the input's own user and
 * password for it: a file never makes another file or a server be read. A topic's pieces refer to nothing.
 */
final class Permissions implements AutoCloseable {
    private final DecodeInput input;
    private final Origins origins;
    private final Optional<URI> main;
    private final Optional<LivePlaylists> playlists;
    private Optional<PieceInput> pieces = Optional.empty();

    Permissions(DecodeInput input, Origins origins) {
        this.input = input;
        this.origins = origins;
        this.main = main(input);
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
        if (main.isPresent()) {
            URI uri = uri(address);
            if (Addresses.sameOrigin(uri, main.get())) {
                return fetched(Addresses.withUserOf(uri, main.get()));
            }
        }
        throw new IOException("it refers to another address, " + Texts.shown(address) + ", which is not permitted");
    }

    private static Optional<URI> main(DecodeInput input) {
        if (input instanceof DecodeInput.Web web) {
            return Optional.of(web.uri());
        }
        return input instanceof DecodeInput.Live live ? live.playlist() : Optional.empty();
    }

    private ByteSource fetched(URI uri) throws IOException {
        ByteSource source = new WebSource(origins.web(), uri);
        return playlists.isPresent() ? new PlaylistSource(source, uri.toString(), playlists.get()) : source;
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
            return fetched(main.get());
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
