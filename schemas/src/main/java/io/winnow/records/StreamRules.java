package io.winnow.records;

import java.util.Optional;

/** What a stream's id may be. Whoever names streams asks here. */
public final class StreamRules {
    /** The longest id, in characters. */
    public static final int LONGEST = 200;

    private StreamRules() {}

    /** What is wrong with an id, in a sentence; empty where nothing is. */
    public static Optional<String> problem(String id) {
        return id.isBlank() || id.length() > LONGEST || id.chars().anyMatch(Character::isISOControl)
                ? Optional.of("'" + id + "' cannot be a stream's id: it has up to " + LONGEST + " printable characters")
                : Optional.empty();
    }

    /**
     * Whether a stream is meant by an id: by its own, or by that of a folder that it is in.
     *
     * @param id of a stream, or of a folder
     */
    public static boolean isOf(String id, String stream) {
        return stream.startsWith(id) && (stream.length() == id.length() || stream.charAt(id.length()) == '/');
    }
}
