package io.winnow.jobs.metrics;

import io.winnow.jobs.definition.PipelineDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The reporters of a Flink that is started for one pipeline. */
public final class Reporters {
    private Reporters() {}

    /** Flink's configuration of those that a pipeline wants: its topic where it has topics, Prometheus and a collector of traces where it says so. */
    public static Map<String, String> of(PipelineDefinition definition) {
        Map<String, String> settings = new TreeMap<>();
        List<String> names = new ArrayList<>();
        if (definition.needsKafka()) {
            names.add(TopicReporterFactory.NAME);
            settings.putAll(TopicReporterFactory.configuration(definition.kafka()));
        }
        definition.metrics().address().ifPresent(address -> {
            names.add(PrometheusFactory.NAME);
            settings.putAll(PrometheusFactory.configuration(address));
        });
        if (!names.isEmpty()) {
            settings.put("metrics.reporters", String.join(",", names));
        }
        if (!definition.metrics().otlp().isEmpty()) {
            settings.putAll(
                    OtlpReporterFactory.configuration(definition.metrics().otlp()));
        }
        return settings;
    }

    /** Sends what reporters of traces still hold, once their Flink has ended, and ends them: Flink does not. */
    public static void close() {
        OtlpReporter.closeAll();
    }
}
