package io.winnow.jobs.metrics;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.winnow.records.flink.StageTraces;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.traces.Span;
import org.apache.flink.traces.reporter.TraceReporter;

/**
 * Sends spans to a collector of OpenTelemetry. Flink's own reporter makes a trace of each span that it is told; here one that names its trace is part of it, so that stages, in one process or in several, tell one trace
 * together. Flink does not close reporters of traces: {@link #closeAll} does, and the end of the process.
 */
public final class OtlpReporter implements TraceReporter {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final Set<String> PLACE = Set.of(StageTraces.TRACE, StageTraces.SPAN, StageTraces.PARENT);

    private static final Set<OtlpReporter> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(OtlpReporter::closeAll, "winnow-traces-end"));
    }

    private final GivenIds ids = new GivenIds();
    private final SdkTracerProvider provider;

    OtlpReporter(String collector) {
        provider = SdkTracerProvider.builder()
                .setIdGenerator(ids)
                .setSampler(Sampler.alwaysOn())
                .setResource(Resource.create(Attributes.of(SERVICE, "winnow")))
                .addSpanProcessor(BatchSpanProcessor.builder(new CollectorExporter(
                                collector,
                                OtlpHttpSpanExporter.builder()
                                        .setEndpoint(collector)
                                        .setTimeout(PATIENCE)
                                        .build()))
                        .setScheduleDelay(EVERY)
                        .build())
                .build();
    }

    @Override
    public void open(MetricConfig config) {
        OPEN.add(this);
    }

    @Override
    public synchronized void notifyOfAddedSpan(Span span) {
        String trace = text(span, StageTraces.TRACE);
        String parent = text(span, StageTraces.PARENT);
        ids.give(parent.isEmpty() ? trace : "", text(span, StageTraces.SPAN));
        tell(span, parent.isEmpty() ? Context.root() : within(trace, parent));
    }

    private static String text(Span span, String attribute) {
        return span.getAttributes().get(attribute) instanceof String text ? text : "";
    }

    private static Context within(String trace, String parent) {
        return Context.root()
                .with(io.opentelemetry.api.trace.Span.wrap(SpanContext.createFromRemoteParent(
                        trace, parent, TraceFlags.getSampled(), TraceState.getDefault())));
    }

    private void tell(Span span, Context parent) {
        SpanBuilder builder = provider.get(span.getScope())
                .spanBuilder(span.getName())
                .setParent(parent)
                .setStartTimestamp(span.getStartTsMillis(), TimeUnit.MILLISECONDS);
        span.getAttributes().forEach((name, value) -> put(builder, name, value));
        io.opentelemetry.api.trace.Span told = builder.startSpan();
        for (Span child : span.getChildren()) {
            tell(child, Context.root().with(told));
        }
        told.end(span.getEndTsMillis(), TimeUnit.MILLISECONDS);
    }

    /** Flink names what it adds, such as the host, with angle brackets around. */
    private static void put(SpanBuilder builder, String name, Object value) {
        String bare = name.startsWith("<") && name.endsWith(">") ? name.substring(1, name.length() - 1) : name;
        if (value instanceof Long number) {
            builder.setAttribute(bare, number);
        } else if (value instanceof Double number) {
            builder.setAttribute(bare, number);
        } else if (!PLACE.contains(name)) {
            builder.setAttribute(bare, String.valueOf(value));
        }
    }

    /** Sends what is left and ends, within seconds whatever the collector does. */
    @Override
    public void close() {
        if (OPEN.remove(this)) {
            provider.shutdown().join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Closes those of every Flink in this process. */
    static void closeAll() {
        OPEN.forEach(OtlpReporter::close);
    }
}
