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
}
