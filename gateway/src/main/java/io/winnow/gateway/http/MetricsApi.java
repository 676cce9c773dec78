package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.winnow.gateway.metrics.LineMetrics;
import io.winnow.metrics.GatewayMetrics;
import io.winnow.metrics.MetricNames.Metric;
import java.io.IOException;
import java.util.function.Supplier;

/** {@code /metrics}: what Prometheus scrapes of the line, of this gateway and of its virtual machine. */
final class MetricsApi {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Counter requests;
    private final String pipeline;

    /**
     * Registers all there is to measure.
     *
     * @param ready whether the pipeline's topics are followed
     * @param eventStreams how many are open
     */
    MetricsApi(LineMetrics line, String pipeline, Supplier<Boolean> ready, Supplier<Integer> eventStreams) {
        this.pipeline = pipeline;
        registry.register(line);
        requests = Counter.builder()
                .name(GatewayMetrics.REQUESTS.prometheus())
                .help(GatewayMetrics.REQUESTS.text())
                .labelNames("pipeline", GatewayMetrics.REQUESTS.label())
                .register(registry);
        gauge(GatewayMetrics.READY, () -> ready.get() ? 1 : 0);
        gauge(GatewayMetrics.EVENT_STREAMS, eventStreams);
        JvmMetrics.builder().register(registry);
    }

    private void gauge(Metric metric, Supplier<Integer> value) {
        GaugeWithCallback.builder()
                .name(metric.prometheus())
                .help(metric.text())
                .labelNames("pipeline")
                .callback(callback -> callback.call(value.get(), pipeline))
                .register(registry);
    }

    /** Counts a request that was answered. */
    void answered(Context context) {
        requests.labelValues(pipeline, Integer.toString(context.statusCode())).inc();
    }

    void get(Context context) throws IOException {
        ExpositionFormatWriter writer = formats.findWriter(context.header("Accept"));
        context.contentType(writer.getContentType());
        writer.write(context.outputStream(), registry.scrape());
    }
}
