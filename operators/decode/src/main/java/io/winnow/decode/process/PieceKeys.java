package io.winnow.decode.process;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.IvParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * With which keys the pieces of playlists are encrypted (RFC 8216, 4.3.2.4). A demuxer is not told: it gets the playlist without them, and each piece in plain. Only whole pieces under AES-128 are read. One
 * thread at a time.
 */
final class PieceKeys {
    /** Bytes of a key, and of the vector that its first block begins with. */
    static final int BYTES = 16;

    private final Map<URI, Map<URI, Key>> playlists = new HashMap<>();

    /**
     * Of one piece.
     *
     * @param address of the key
     * @param vector that the first block begins with
     */
    record Key(URI address, IvParameterSpec vector) {}

    /** Remembers the keys of a playlist's pieces, in the place of those that it had when it was fetched before, and gives it without them. Throws IOException with a sentence for people where they cannot be read. */
    byte[] withoutKeys(URI address, byte[] playlist) throws IOException {
        String text = new String(playlist, StandardCharsets.UTF_8);
        if (!text.contains(Rewriting.KEY)) {
            playlists.remove(address);
            return playlist;
        }
        Rewriting rewriting = new Rewriting(address);
        for (String line : text.lines().map(String::strip).toList()) {
            rewriting.take(line);
        }
        playlists.put(address, Map.copyOf(rewriting.keys));
        return rewriting.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** That of a piece; empty where it is in plain. */
    Optional<Key> of(URI piece) {
        return playlists.values().stream()
                .map(keys -> keys.get(piece))
                .filter(key -> key != null)
                .findFirst();
    }

    /** One playlist, line by line. */
    private static final class Rewriting {
        static final String KEY = "#EXT-X-KEY:";
        private static final String HEADER = "#EXT-X-MAP:";
        private static final String FIRST = "#EXT-X-MEDIA-SEQUENCE:";
        private static final String PART = "#EXT-X-BYTERANGE:";
        private static final Pattern ATTRIBUTE = Pattern.compile("([A-Z0-9-]+)=(\"[^\"]*\"|[^,]*)");
        private static final Pattern VECTOR = Pattern.compile("0[xX]([0-9a-fA-F]{1,32})");
        private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

        private final URI playlist;
        private final StringBuilder text = new StringBuilder();
        private final Map<URI, Key> keys = new HashMap<>();
        private long number;
        private Optional<Known> known = Optional.empty();
        private Optional<String> unknown = Optional.empty();

        /** A key in force; without a vector of its own, a piece's number is it. */
        private record Known(URI address, Optional<IvParameterSpec> vector) {}

        Rewriting(URI playlist) {
            // Whose user and password it has is not for other servers, and its own gets them anyway.
            this.playlist = Addresses.withoutUser(playlist);
        }

        void take(String line) throws IOException {
            String kept = line;
            if (line.startsWith(KEY)) {
                takeKey(attributes(line.substring(KEY.length())));
                return;
            } else if (line.startsWith(HEADER)) {
                kept = header(line);
            } else if (line.startsWith(PART)) {
                requireWhole();
            } else if (line.startsWith(FIRST)) {
                Matcher first = NUMBER.matcher(line.substring(FIRST.length()).strip());
                number = first.matches() ? Long.parseLong(first.group()) : 0;
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                kept = piece(line);
                number++;
            }
            text.append(kept).append('\n');
        }

        /** A piece can be encrypted for several kinds of players at once, each told in a line of its own; we are the plain one, and whatever else is said of it does not matter. */
        private void takeKey(Map<String, String> key) throws IOException {
            String method = key.getOrDefault("METHOD", "");
            String format = key.getOrDefault("KEYFORMAT", "identity");
            if (method.equals("NONE")) {
                known = Optional.empty();
                unknown = Optional.empty();
            } else if (method.equals("AES-128") && format.equals("identity") && key.containsKey("URI")) {
                known = Optional.of(new Known(resolved(key.getOrDefault("URI", "")), vector(key.get("IV"))));
                unknown = Optional.empty();
            } else if (known.isEmpty() || unknown.isPresent()) {
                unknown = Optional.of(Texts.shown(format.equals("identity") ? method : method + " for " + format));
            }
        }

        private String piece(String line) throws IOException {
            requireKnown();
            if (known.isEmpty()) {
                return line;
            }
            return keep(line, known.get().vector().orElseGet(this::numbered));
        }

        private String header(String line) throws IOException {
            requireKnown();
            Map<String, String> header = attributes(line.substring(HEADER.length()));
            if (known.isEmpty() || !header.containsKey("URI")) {
                return line;
            }
            if (header.containsKey("BYTERANGE")) {
                requireWhole();
            }
            IvParameterSpec vector = known.get()
                    .vector()
                    .orElseThrow(() -> new IOException("its pieces have an encrypted header without a vector"));
            return HEADER + "URI=\"" + keep(header.getOrDefault("URI", ""), vector) + "\"";
        }

        /** As an absolute address, so that it is asked for by the name that its key is kept under. */
        private String keep(String line, IvParameterSpec vector) throws IOException {
            URI piece = resolved(line);
            keys.put(piece, new Key(known.orElseThrow().address(), vector));
            return piece.toString();
        }

        private void requireKnown() throws IOException {
            if (unknown.isPresent()) {
                throw new IOException("its pieces are encrypted by " + unknown.get() + "; only AES-128 can be read");
            }
        }

        private void requireWhole() throws IOException {
            if (known.isPresent()) {
                throw new IOException("its pieces are parts of an encrypted file, which cannot be read");
            }
        }

        private IvParameterSpec numbered() {
            return new IvParameterSpec(
                    ByteBuffer.allocate(BYTES).putLong(0).putLong(number).array());
        }

        private static Optional<IvParameterSpec> vector(@Nullable String text) throws IOException {
            if (text == null) {
                return Optional.empty();
            }
            Matcher digits = VECTOR.matcher(text);
            if (!digits.matches()) {
                throw new IOException("its pieces are encrypted with a vector that is no number");
            }
            byte[] bytes = new BigInteger(digits.group(1), 16).toByteArray();
            byte[] vector = new byte[BYTES];
            int count = Math.min(BYTES, bytes.length);
            System.arraycopy(bytes, bytes.length - count, vector, BYTES - count, count);
            return Optional.of(new IvParameterSpec(vector));
        }

        private URI resolved(String named) throws IOException {
            try {
                return playlist.resolve(named).normalize();
            } catch (IllegalArgumentException e) {
                throw new IOException("it refers to what is no address", e);
            }
        }

        private static Map<String, String> attributes(String text) {
            Map<String, String> attributes = new HashMap<>();
            Matcher each = ATTRIBUTE.matcher(text);
            while (each.find()) {
                attributes.put(each.group(1), each.group(2).replace("\"", ""));
            }
            return attributes;
        }
    }
}
