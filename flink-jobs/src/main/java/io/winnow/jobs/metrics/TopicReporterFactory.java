package io.winnow.jobs.metrics;

import io.winnow.jobs.definition.KafkaOptions;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Makes the reporter from {@code metrics.reporter.topic.*}: {@code bootstrap}, {@code prefix} and {@code client.PROPERTY}, as a pipeline's {@code kafka} group has them. */
public final class TopicReporterFactory implements MetricReporterFactory {
    static final String NAME = "topic";
    private static final String CLIENT = "client.";

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        Map<String, String> client = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(CLIENT)) {
                client.put(name.substring(CLIENT.length()), properties.getProperty(name));
            }
        }
        KafkaOptions defaults = KafkaOptions.defaults();
        return new TopicReporter(new KafkaOptions(
                properties.getProperty("bootstrap", ""),
                properties.getProperty("prefix", defaults.prefix()),
                defaults.replication(),
                client));
    }

    /** The configuration of a cluster that reports to a pipeline's broker once a second. */
    static Map<String, String> configuration(KafkaOptions kafka) {
        Map<String, String> settings = new TreeMap<>();
        String reporter = "metrics.reporter." + NAME + ".";
        settings.put(reporter + "factory.class", TopicReporterFactory.class.getName());
        settings.put(reporter + "interval", "1 s");
        settings.put(reporter + "bootstrap", kafka.bootstrap());
        settings.put(reporter + "prefix", kafka.prefix());
        kafka.client().forEach((name, value) -> settings.put(reporter + CLIENT + name, value));
        return settings;
    }
}
