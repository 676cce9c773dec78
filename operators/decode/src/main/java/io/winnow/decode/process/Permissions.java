package io.winnow.decode.process;

import java.io.IOException;
import java.net.URI;

/**
 * Decides what a demuxer may open. Its own input, always. What that input refers to (a playlist's pieces) only from the web server that the input itself came from: a file never makes
 * another file or a server be read.
 */
final class Permissions {
    private final DecodeInput input;
    private final WebClient web;

    Permissions(DecodeInput input, WebClient web) {
        this.input = input;
        this.web = web;
    }

    /** Opens it, or throws IOException with a sentence for people. */
    ByteSource open(String address) throws IOException {
        if (input instanceof DecodeInput.Live) {
            throw new IOException("a live address refers to another, which is not permitted");
        }
        if (address.equals(input.name())) {
            return openInput();
        }
        if (input instanceof DecodeInput.Web main) {
            URI uri = uri(address);
            if (Addresses.sameOrigin(uri, main.uri())) {
                return new WebSource(web, uri);
            }
        }
        throw new IOException("it refers to another address, " + Texts.shown(address) + ", which is not permitted");
    }

    private ByteSource openInput() throws IOException {
        if (input instanceof DecodeInput.LocalFile file) {
            return new FileSource(file.path());
        }
        if (input instanceof DecodeInput.Web main) {
            return new WebSource(web, main.uri());
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
