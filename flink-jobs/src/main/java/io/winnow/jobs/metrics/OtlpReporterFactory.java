package io.winnow.jobs.metrics;

import io.winnow.jobs.definition.MetricsOptions;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.traces.reporter.TraceReporter;
import org.apache.flink.traces.reporter.TraceReporterFactory;

/** Makes the reporter of traces from {@code traces.reporter.otlp.endpoint}, which is what a pipeline has as {@code traces.otlp}. */
public final class OtlpReporterFactory implements TraceReporterFactory {
    static final String NAME = "otlp";

    @Override
    public TraceReporter createTraceReporter(Properties properties) {
        String collector = properties.getProperty("endpoint", "");
        if (collector.isEmpty()) {
            throw new IllegalArgumentException("traces.reporter." + NAME
                    + ".endpoint is not set: give it the collector's address, such as http://collector:4318/v1/traces");
        }
        return new OtlpReporter(new MetricsOptions("", 1, collector).otlp());
    }

    /** The configuration of a cluster that reports to a collector. */
    static Map<String, String> configuration(String collector) {
        String reporter = "traces.reporter." + NAME + ".";
        return Map.of(
                "traces.reporters",
                NAME,
                reporter + "factory.class",
                OtlpReporterFactory.class.getName(),
                reporter + "endpoint",
                collector);
    }
}
