package io.winnow.metrics;

import io.winnow.metrics.MetricNames.Kind;
import io.winnow.metrics.MetricNames.Metric;
import java.util.List;

/** What a gateway knows beside the metrics of the stages: of the streams and the run that it shows, and of itself. */
public final class GatewayMetrics {
    private static final List<String> STAGES = List.of("gateway");

    public static final Metric STREAMS =
            gauge("streams", "streams", "state", "streams of the run, by the state that their topic tells");
    public static final Metric RUN = gauge("run", "1", "run", "1, with the id of the run that is shown");
    public static final Metric SNAPSHOT_AGE = gauge(
            "snapshotAge",
            "seconds",
            "",
            "time since the newest snapshot of the topic metrics came, or a stream of a silent run told its state last");
    public static final Metric LINE_SILENT = gauge(
            "lineSilent",
            "0 or 1",
            "",
            "whether the pipeline has said nothing for half a minute, and has neither ended nor been stopped to go on later");
    public static final Metric UNREADABLE = new Metric(
            "gatewayUnreadable", Kind.COUNTER, "records", STAGES, "topic", "records that the gateway could not read");
    public static final Metric READY =
            gauge("gatewayReady", "0 or 1", "", "whether the pipeline's topics are followed");
    public static final Metric REQUESTS =
            new Metric("gatewayRequests", Kind.COUNTER, "requests", STAGES, "status", "requests answered");
    public static final Metric EVENT_STREAMS =
            gauge("gatewayEventStreams", "streams", "", "streams of events that are open, each a page");

    /** The list itself. */
    public static final List<Metric> ALL =
            List.of(STREAMS, RUN, SNAPSHOT_AGE, LINE_SILENT, UNREADABLE, READY, REQUESTS, EVENT_STREAMS);

    private GatewayMetrics() {}

    private static Metric gauge(String name, String unit, String label, String text) {
        return new Metric(name, Kind.GAUGE, unit, STAGES, label, text);
    }
}
