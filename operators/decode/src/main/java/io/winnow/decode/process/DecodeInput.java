package io.winnow.decode.process;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/** Where the bytes come from. The parent reads all of them; a child is only ever told a name, which helps to recognise the format. */
public sealed interface DecodeInput {

    /** What a child and messages call it; holds no credentials. */
    String name();

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
}
