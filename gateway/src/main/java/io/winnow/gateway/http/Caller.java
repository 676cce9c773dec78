package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.winnow.gateway.keys.Key;
import io.winnow.gateway.keys.Permission;
import io.winnow.gateway.keys.StreamScope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Who sent a request.
 *
 * @param key the id of its key; empty where the gateway has none
 * @param scope the streams that it may see and ask about
 * @param may what it may do
 * @param expires when its key does
 * @param still whether it would be let in again
 */
record Caller(String key, StreamScope scope, Set<Permission> may, Optional<Instant> expires, BooleanSupplier still) {
    private static final String ATTRIBUTE = "caller";

    /** Whoever reaches a gateway without keys, which listens on this machine alone. */
    static final Caller NEIGHBOUR =
            new Caller("", StreamScope.WHOLE, Set.of(Permission.values()), Optional.empty(), () -> true);

    /** The holder of a key. */
    static Caller of(Key key, BooleanSupplier still) {
        return new Caller(key.id(), key.scope(), key.may(), key.expires(), still);
    }

    void attach(Context context) {
        context.attribute(ATTRIBUTE, this);
    }

    /** Who was let in; empty where nobody was, or nobody had to be. */
    static Optional<Caller> find(Context context) {
        return Optional.ofNullable(context.attribute(ATTRIBUTE));
    }

    /** Who was let in. A route that anybody may use has none. */
    static Caller of(Context context) {
        return find(context).orElseThrow(() -> new IllegalStateException("nobody was let in to " + context.path()));
    }

    /** Refuses what is about other streams than the caller's. */
    void requireWithin(boolean within) {
        if (!within) {
            throw new ApiError(
                    403,
                    "NOT_PERMITTED",
                    "this key is for other streams",
                    "the key " + key,
                    "name streams within " + scope);
        }
    }
}
