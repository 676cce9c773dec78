package io.winnow.records;

import java.util.Objects;

/**
 * Which bundle computed something.
 *
 * @param name the bundle's name
 * @param digest its sha256, 64 hexadecimal digits
 */
public record BundleRef(String name, String digest) {
    public BundleRef {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(digest, "digest");
    }

    /** {@code name@digest12}, as answers show it. */
    @Override
    public String toString() {
        return name + "@" + digest.substring(0, Math.min(12, digest.length()));
    }
}
