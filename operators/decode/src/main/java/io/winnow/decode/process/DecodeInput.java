package io.winnow.decode.process;

import io.winnow.decode.PieceAddress;
import io.winnow.decode.worker.wire.Live.Transport;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Where the bytes come from. The parent reads all of them, and a child is only ever told a name, which helps to recognise the format; a live address that is no playlist is the child's to open. */
public sealed interface DecodeInput {

    /** What a child and messages call it; holds no credentials. */
    String name();

    /** Whether a child opens it itself, for which it needs a network. */
    default boolean opensItself() {
        return false;
    }

    /** Whether it lasts for as long as somebody likes, so that a child of its own reads it. */
    default boolean lasting() {
        return false;
    }

    /** A file that the parent opens. */
    record LocalFile(Path path) implements DecodeInput {
        public LocalFile {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public String name() {
            return path.toString();
        }
    }

    /**
     * A file that somebody still writes, which the parent opens.
     *
     * @param stall longest that nothing may be added before it has ended
     */
    record GrowingFile(Path path, Duration stall) implements DecodeInput {
        public GrowingFile {
            Objects.requireNonNull(path, "path");
            if (stall.isNegative() || stall.isZero()) {
                throw new IllegalArgumentException("a file that grows must be given longer than no time");
            }
        }

        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public boolean lasting() {
            return true;
        }
    }

    /** An http or https address that the parent fetches, with ranges where the server has them. */
    record Web(URI uri) implements DecodeInput {
        public Web {
            if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
                throw new IllegalArgumentException(
                        "an address must begin with http:// or https://, not " + uri.getScheme());
            }
            Objects.requireNonNull(uri.getHost(), "host");
        }

        @Override
        public String name() {
            return Addresses.shown(uri);
        }
    }

    /** Bytes in memory. */
    record Memory(String name, byte[] content) implements DecodeInput {
        public Memory {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(content, "content");
        }
    }

    /** Bytes that come once and in order, such as standard input. The session does not close the stream. */
    record Piped(String name, InputStream stream) implements DecodeInput {
        public Piped {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(stream, "stream");
        }
    }

    /**
     * A source that gives frames when they happen, for as long as it likes. A child with a network opens it itself; a playlist of HLS and its pieces the parent fetches, as it does a topic's pieces, and the child has no network.
     *
     * @param name without credentials
     * @param transport how its packets come; a topic's pieces as those of a playlist
     * @param address with whatever credentials it has; never to be shown
     * @param stall longest that nothing may come
     * @param behind longest that what came may wait to be decoded, and then to be taken
     */
    record Live(String name, Transport transport, String address, Duration stall, Duration behind)
            implements DecodeInput {
        public Live {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(transport, "transport");
            Objects.requireNonNull(address, "address");
            if (stall.isNegative() || stall.isZero()) {
                throw new IllegalArgumentException("a live address must be given longer than no time");
            }
            if (behind.isNegative() || behind.isZero()) {
                throw new IllegalArgumentException("what comes from a live address must be let wait for some time");
            }
        }

        @Override
        public boolean lasting() {
            return true;
        }

        @Override
        public boolean opensItself() {
            return transport != Transport.HLS;
        }

        /** The topic whose pieces it is made of; empty where it is something else. */
        Optional<PieceAddress> topic() {
            return PieceAddress.of(address);
        }

        /** The address of the playlist that the parent fetches; empty where it is something else. */
        Optional<URI> playlist() {
            return opensItself() || topic().isPresent() ? Optional.empty() : Optional.of(URI.create(address));
        }

        /** Names no credentials. */
        @Override
        public String toString() {
            return "Live[" + transport + " " + name + "]";
        }
    }
}
