package io.winnow.gateway.http;

import io.javalin.http.Context;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what pages of other sites send, whom a browser would lend its place on this machine or its session. Where there are no keys, only requests are served that call this host by a name of its own:
 * a page elsewhere, whose name was made to point here, does not get in. A key is no name's, and needs none. Writing needs JSON, which no page elsewhere can send without asking first, and is never
 * allowed to.
 */
final class Guard {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final Set<String> hosts = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    private final boolean anyName;
    private final Set<String> origins;
    private final RateLimits limits;

    /**
     * Stands before a server.
     *
     * @param anyName whether it may be called by any name
     * @param limits that count what is refused, each of which may be written down
     */
    Guard(HttpOptions options, boolean anyName, RateLimits limits) {
        this.anyName = anyName;
        this.origins = options.origins();
        this.limits = limits;
        hosts.add(options.host().toLowerCase(Locale.ROOT));
        options.allowedHosts().forEach(name -> hosts.add(name.toLowerCase(Locale.ROOT)));
    }

    void check(Context context) {
        HEADERS.forEach(context::header);
        refusal(context).ifPresent(error -> {
            limits.countAddress(context);
            throw error;
        });
    }

    private Optional<ApiError> refusal(Context context) {
        if (!anyName && !hosts.contains(name(context.header("Host")))) {
            return Optional.of(new ApiError(
                    403,
                    "HOST_NOT_ALLOWED",
                    "this gateway is not called by that name",
                    "the Host header",
                    "use the address that was printed, or allow the name in the gateway's configuration"));
        }
        String origin = context.header("Origin");
        if (origin != null && !origins.contains(origin) && !isFromOwnPage(context)) {
            return Optional.of(new ApiError(
                    403,
                    "ORIGIN_NOT_ALLOWED",
                    "another site's page may not use this gateway",
                    "the Origin header",
                    "open the gateway's own page, or let the site in with --cors-origin"));
        }
        return Query.problem(context);
    }

    /** Throws unless the request's body says that it is JSON. */
    static void requireJson(Context context) {
        String type = context.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new ApiError(
                    415,
                    "NOT_JSON",
                    "the request's body is not JSON",
                    "the Content-Type header",
                    "send application/json");
        }
    }

    private static String name(@Nullable String host) {
        return host == null ? "" : host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    }

    /** Whether a request says that it is from a page of the host that it calls. */
    static boolean isFromOwnPage(Context context) {
        String origin = context.header("Origin");
        boolean downgraded = context.req().isSecure() && origin != null && !origin.startsWith("https://");
        return origin != null
                && !downgraded
                && authority(origin).equalsIgnoreCase(String.valueOf(context.header("Host")));
    }

    /** Host and port of an origin, as the Host header of a page's own requests has them. */
    private static String authority(String origin) {
        return origin.replaceFirst("^https?://", "");
    }
}
