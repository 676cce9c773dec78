package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.winnow.gateway.keys.Sessions;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The cookie of a session: out of reach of scripts, sent by pages of this gateway alone, and over TLS alone where there is TLS. Browsers send cookies to all ports of a host, so its name has the port. */
final class SessionCookie {
    private final boolean tls;
    private final IntSupplier port;

    SessionCookie(boolean tls, IntSupplier port) {
        this.tls = tls;
        this.port = port;
    }

    private String name() {
        return (tls ? "__Host-winnow-" : "winnow-") + port.getAsInt();
    }

    Optional<String> read(Context context) {
        return Optional.ofNullable(context.cookie(name()));
    }

    void write(Context context, String token) {
        set(context, token, Sessions.LONGEST.toSeconds());
    }

    void remove(Context context) {
        set(context, "", 0);
    }

    private void set(Context context, String value, long seconds) {
        context.header(
                "Set-Cookie",
                name() + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                        + (tls ? "; Secure" : ""));
    }
}
