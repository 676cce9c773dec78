package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.security.RouteRole;
import io.winnow.gateway.keys.Key;
import io.winnow.gateway.keys.KeyRing;
import io.winnow.gateway.keys.KeySecret;
import io.winnow.gateway.keys.Sessions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets in who shows a key, in {@code Authorization: Bearer}, or the cookie of a session that was begun with one, and does not come too often. Where the gateway has no keys, everyone is let in. */
final class Doorkeeper {
    private static final String SCHEME = "Bearer ";
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);

    private final Optional<KeyRing> ring;
    private final Optional<Sessions> sessions;
    private final SessionCookie cookie;
    private final RateLimits limits;

    Doorkeeper(Optional<KeyRing> ring, Optional<Sessions> sessions, SessionCookie cookie, RateLimits limits) {
        this.ring = ring;
        this.sessions = sessions;
        this.cookie = cookie;
        this.limits = limits;
    }

    /** Refuses a request that its route is not open to; else notes who sent it. */
    void admit(Context context) {
        Set<RouteRole> roles = context.routeRoles();
        // What a browser asks before it lets another site's page ask has no key, and is told nothing but which sites
        // may.
        if (roles.contains(Access.PROBE) || context.method().equals(HandlerType.OPTIONS)) {
            return;
        }
        if (roles.contains(Access.ANYONE)) {
            limits.countAddress(context);
            return;
        }
        Caller caller = counted(context);
        if (roles.isEmpty()) {
            Access.READ.require(caller);
        }
        roles.forEach(role -> ((Access) role).require(caller));
    }

    private Caller counted(Context context) {
        if (ring.isEmpty()) {
            limits.countAddress(context);
            Caller.NEIGHBOUR.attach(context);
            return Caller.NEIGHBOUR;
        }
        try {
            Caller caller = caller(context, ring.get());
            caller.attach(context);
            limits.countKey(context, caller.key());
            return caller;
        } catch (Stranger e) {
            limits.countAddress(context);
            throw e.refusal;
        }
    }

    private Caller caller(Context context, KeyRing keys) throws Stranger {
        String header = context.header("Authorization");
        if (header != null) {
            return holder(keys, header);
        }
        Optional<String> token = cookie.read(context);
        Key key = token.flatMap(shown -> sessions.orElseThrow().key(shown))
                .orElseThrow(() -> new Stranger(refusal("this gateway serves holders of a key", "")));
        requireOwnPage(context);
        String shown = token.orElseThrow();
        return Caller.of(key, () -> sessions.orElseThrow().key(shown).isPresent());
    }

    private static Caller holder(KeyRing ring, String header) throws Stranger {
        Optional<KeySecret> shown = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? KeySecret.parse(header.substring(SCHEME.length()).strip())
                : Optional.empty();
        Key key = shown.flatMap(ring::open).orElseThrow(() -> new Stranger(notKnown()));
        return Caller.of(key, () -> ring.holds(key));
    }

    /** A browser sends cookies unasked, and to sites that are near as well, so what comes with one must be from a page of this gateway; what changes nothing need not say so. */
    private static void requireOwnPage(Context context) {
        boolean own =
                context.header("Origin") == null ? READING.contains(context.method()) : Guard.isFromOwnPage(context);
        if (!own) {
            throw new ApiError(
                    403,
                    "ORIGIN_NOT_ALLOWED",
                    "a session serves the gateway's own page alone",
                    "the Origin header",
                    "send the key itself, in Authorization: Bearer");
        }
    }

    /** Why a key opens nothing. */
    static ApiError notKnown() {
        return refusal("this key is not known, or has expired", ", error=\"invalid_token\"");
    }

    private static ApiError refusal(String what, String challenge) {
        return new ApiError(
                401,
                "NO_KEY",
                what,
                "the Authorization header",
                "send Authorization: Bearer and a key, as winnow keys add prints it",
                Map.of("WWW-Authenticate", "Bearer realm=\"winnow\"" + challenge));
    }

    /** Somebody who has shown no key that opens. */
    private static final class Stranger extends Exception {
        private static final long serialVersionUID = 1;

        private final ApiError refusal;

        Stranger(ApiError refusal) {
            super(null, refusal, false, false);
            this.refusal = refusal;
        }
    }
}
