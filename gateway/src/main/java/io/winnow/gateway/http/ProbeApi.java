package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.winnow.gateway.keys.KeyRing;
import io.winnow.gateway.tls.Tls;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells whoever starts and restarts gateways how this one is. */
final class ProbeApi {
    private final Optional<KeyRing> ring;
    private final Optional<Tls> tls;
    private final Optional<AuditLog> audit;
    private final Supplier<Optional<String>> unready;
    private final Json json;

    /** @param unready why it cannot serve at the moment */
    ProbeApi(
            Optional<KeyRing> ring,
            Optional<Tls> tls,
            Optional<AuditLog> audit,
            Supplier<Optional<String>> unready,
            Json json) {
        this.ring = ring;
        this.tls = tls;
        this.audit = audit;
        this.unready = unready;
        this.json = json;
    }

    /** Whether the process lives: what a restart would not mend is told beside it. */
    void health(Context context) {
        Map<String, String> health = new LinkedHashMap<>();
        health.put("status", "ok");
        ring.flatMap(KeyRing::problem).ifPresent(text -> health.put("keys", text));
        tls.flatMap(Tls::problem).ifPresent(text -> health.put("certificate", "as it was: " + text));
        audit.flatMap(AuditLog::problem).ifPresent(text -> health.put("audit", text));
        json.send(context, 200, health);
    }

    /** Whether it can serve, which it cannot while the topics are away, or events are sent no more. */
    void readiness(Context context) {
        Optional<String> why = unready.get();
        Map<String, String> readiness = new LinkedHashMap<>();
        readiness.put("status", why.isEmpty() ? "ok" : "waiting");
        why.ifPresent(text -> readiness.put("why", text));
        json.send(context, why.isEmpty() ? 200 : 503, readiness);
    }
}
