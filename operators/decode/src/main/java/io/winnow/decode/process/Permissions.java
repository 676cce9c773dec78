package io.winnow.decode.process;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * Decides what a demuxer may open. Its own input, always. What that input refers to (a playlist's pieces) only from the web server that the input itself came from, which gets the input's own user and
 * password for it: a file never makes another file or a server be read.
 */
final class Permissions {
    private final DecodeInput input;
    private final WebClient web;
    private final Optional<URI> main;
    private final Optional<LivePlaylists> playlists;

    Permissions(DecodeInput input, WebClient web) {
        this.input = input;
        this.web = web;
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
        return input instanceof DecodeInput.Live live && !live.opensItself()
                ? Optional.of(URI.create(live.address()))
                : Optional.empty();
    }

    private ByteSource fetched(URI uri) throws IOException {
        ByteSource source = new WebSource(web, uri);
        return playlists.isPresent() ? new PlaylistSource(source, uri.toString(), playlists.get()) : source;
    }

    private ByteSource openInput() throws IOException {
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

    private static URI uri(String address) throws IOException {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new IOException("it refers to what is no address", e);
        }
    }
}
