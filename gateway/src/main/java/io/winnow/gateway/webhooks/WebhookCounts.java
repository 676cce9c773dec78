package io.winnow.gateway.webhooks;

import io.winnow.gateway.live.Views;
import io.winnow.metrics.MetricNames;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** What became of the alerts for one endpoint since the gateway was started. Safe for use by many threads. */
final class WebhookCounts {
    private final WebhookEndpoint endpoint;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong repeats = new AtomicLong();
    private final Map<String, Long> failed = new ConcurrentSkipListMap<>();
    private final Map<String, Long> letters = new ConcurrentSkipListMap<>();
    private volatile int waiting;
    private volatile boolean gone;
    private volatile Optional<String> problem = Optional.empty();
    private volatile Optional<String> broker = Optional.empty();

    WebhookCounts(WebhookEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    void sent() {
        sent.incrementAndGet();
        problem = Optional.empty();
    }

    void repeated() {
        repeats.incrementAndGet();
    }

    void failed(Outcome.Failed failure) {
        failed.merge(failure.reason().name(), 1L, Long::sum);
        problem = Optional.of(failure.what());
    }

    void letter(String reason) {
        letters.merge(reason, 1L, Long::sum);
    }

    void waiting(int now) {
        waiting = now;
    }

    /** The endpoint wants no more. */
    void end() {
        gone = true;
    }

    /** Why nothing is read from the broker at the moment; empty where all is well. */
    void broker(Optional<String> what) {
        broker = what;
    }

    Views.Webhook view() {
        Optional<String> why = broker.isPresent() ? broker : problem;
        String state = gone ? "GONE" : why.isPresent() ? "FAILING" : "READY";
        return new Views.Webhook(
                endpoint.name(),
                endpoint.host(),
                state,
                waiting,
                sent.get(),
                new TreeMap<>(failed),
                new TreeMap<>(letters),
                why.orElse(""));
    }

    /** As snapshots of metrics hold them. */
    Map<String, Double> metrics() {
        Map<String, Double> values = new TreeMap<>();
        values.put(MetricNames.WEBHOOKS_SENT, (double) sent.get());
        values.put(MetricNames.WEBHOOKS_WAITING, (double) waiting);
        values.put(MetricNames.REPEATS, (double) repeats.get());
        failed.forEach((reason, count) ->
                values.put(MetricNames.labelled(MetricNames.WEBHOOKS_FAILED, "reason", reason), (double) count));
        letters.forEach((reason, count) ->
                values.put(MetricNames.labelled(MetricNames.DEAD_LETTERS, "reason", reason), (double) count));
        return values;
    }
}
