package io.winnow.gateway.http;

import io.javalin.security.RouteRole;
import io.winnow.gateway.keys.Permission;
import java.util.Optional;

/** What a route asks of its caller. A route that states none asks for {@link #READ}. */
enum Access implements RouteRole {
    /** Nothing, however often: how the gateway is. */
    PROBE(Optional.empty(), false),
    /** Nothing: the page, which holds nothing, and signing in. */
    ANYONE(Optional.empty(), false),
    /** A key, whatever it lets be done. */
    ANY_KEY(Optional.empty(), false),
    READ(Optional.of(Permission.READ), false),
    ASK(Optional.of(Permission.ASK), false),
    CONTROL(Optional.of(Permission.CONTROL), false),
    /** Reading what cannot be told apart by streams. */
    READ_ALL(Optional.of(Permission.READ), true);

    private final Optional<Permission> needed;
    private final boolean whole;

    Access(Optional<Permission> needed, boolean whole) {
        this.needed = needed;
        this.whole = whole;
    }

    /** Refuses a caller that may not do what the route does. */
    void require(Caller caller) {
        if (needed.isPresent() && !caller.may().contains(needed.get())) {
            throw new ApiError(
                    403,
                    "NOT_PERMITTED",
                    "this key does not let its holder do that",
                    "the key " + caller.key(),
                    "use a key that may " + needed.get().word());
        }
        if (whole && !caller.scope().whole()) {
            throw new ApiError(
                    403,
                    "NOT_PERMITTED",
                    "what is told here is about all streams, and this key is for some",
                    "the key " + caller.key(),
                    "use a key whose streams are **");
        }
    }
}
