package io.winnow.gateway.keys;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the gateway knows of a key, which is not its secret.
 *
 * @param id that logs name it by: letters, digits and dashes
 * @param hash of its secret
 * @param scope the streams that its holder may see and ask about
 * @param may what its holder may do
 * @param expires when it no longer opens; empty where it always does
 */
public record Key(String id, byte[] hash, StreamScope scope, Set<Permission> may, Optional<Instant> expires) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public Key {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "a key's id has up to 63 lower-case letters, digits and dashes, a letter or digit first");
        }
        if (hash.length != KeySecret.HASH_BYTES) {
            throw new IllegalArgumentException("a key's hash has " + KeySecret.HASH_BYTES + " bytes");
        }
        if (may.isEmpty()) {
            throw new IllegalArgumentException("a key that lets nothing be done is none");
        }
        may = Set.copyOf(may);
    }

    /** Whether it opens at a time. */
    public boolean opens(Instant now) {
        return expires.isEmpty() || now.isBefore(expires.get());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key that
                && id.equals(that.id)
                && Arrays.equals(hash, that.hash)
                && scope.equals(that.scope)
                && may.equals(that.may)
                && expires.equals(that.expires);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, Arrays.hashCode(hash));
    }

    /** Leaves the hash out. */
    @Override
    public String toString() {
        return "Key[" + id + ", " + scope + ", " + may + "]";
    }
}
