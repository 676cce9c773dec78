package io.winnow.decode;

import java.util.Optional;

/** The address of a file that somebody still writes: {@code grow:PATH}. */
public final class GrowingAddress {
    private static final String PREFIX = "grow:";

    private GrowingAddress() {}

    /** The path, as it is written; empty for another address. */
    public static Optional<String> path(String address) {
        return address.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                ? Optional.of(address.substring(PREFIX.length()))
                : Optional.empty();
    }

    /** The address of a path. */
    public static String of(String path) {
        return PREFIX + path;
    }
}
