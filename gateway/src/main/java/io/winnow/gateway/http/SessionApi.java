package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.winnow.gateway.keys.Key;
import io.winnow.gateway.keys.KeyRing;
import io.winnow.gateway.keys.KeySecret;
import io.winnow.gateway.keys.Permission;
import io.winnow.gateway.keys.Sessions;
import io.winnow.gateway.keys.StreamScope;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Signs pages in and out: {@code {"key"}} becomes a cookie, since a page that follows events can send no header. */
final class SessionApi {
    static final int LARGEST_BODY = 4096;

    private final Optional<KeyRing> ring;
    private final Optional<Sessions> sessions;
    private final SessionCookie cookie;
    private final Json json;

    SessionApi(Optional<KeyRing> ring, Optional<Sessions> sessions, SessionCookie cookie, Json json) {
        this.ring = ring;
        this.sessions = sessions;
        this.cookie = cookie;
        this.json = json;
    }

    void get(Context context) {
        Caller caller = Caller.of(context);
        json.send(context, 200, view(caller.key(), caller.scope(), caller.may(), caller.expires()));
    }

    /** Behind {@link Bodies#first}. */
    void post(Context context) {
        Guard.requireJson(context);
        byte[] body = Bodies.of(context);
        if (body.length > LARGEST_BODY) {
            throw refused("the request has more than " + LARGEST_BODY + " bytes");
        }
        signIn(context, Fields.of(json.read(body), Set.of("key"), SessionApi::refused));
    }

    private void signIn(Context context, Fields fields) {
        String shown = fields.text("key").orElse("").strip();
        if (ring.isEmpty()) {
            throw refused("this gateway has no keys, and serves without");
        }
        Key key = KeySecret.parse(shown)
                .flatMap(ring.get()::open)
                .orElseThrow(() -> new ApiError(
                        401,
                        "NO_KEY",
                        "this key is not known, or has expired",
                        "the key",
                        "send a key as winnow keys add prints it"));
        Caller.of(key, () -> true).attach(context);
        cookie.read(context).ifPresent(sessions.orElseThrow()::end);
        cookie.write(context, sessions.orElseThrow().begin(key));
        json.send(context, 200, view(key.id(), key.scope(), key.may(), key.expires()));
    }

    void delete(Context context) {
        cookie.read(context)
                .ifPresent(token -> sessions.ifPresent(each -> {
                    each.key(token).ifPresent(key -> Caller.of(key, () -> true).attach(context));
                    each.end(token);
                }));
        cookie.remove(context);
        json.send(context, 200, Map.of("signedIn", false));
    }

    private static Map<String, Object> view(
            String key, StreamScope scope, Collection<Permission> may, Optional<Instant> expires) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("key", key);
        view.put("streams", scope.names());
        view.put("may", may.stream().sorted().map(Permission::word).toList());
        expires.ifPresent(time -> view.put("expires", time.toString()));
        return view;
    }

    private static ApiError refused(String what) {
        return new ApiError(400, "BAD_SESSION", what, "the key", "send {\"key\": \"winnow_...\"}");
    }
}
