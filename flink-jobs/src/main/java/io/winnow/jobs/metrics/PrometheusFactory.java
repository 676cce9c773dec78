package io.winnow.jobs.metrics;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.metrics.prometheus.AddressedReporter;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Makes Flink's Prometheus reporter from {@code metrics.reporter.prometheus.*}: {@code host} and {@code port}. */
public final class PrometheusFactory implements MetricReporterFactory {
    static final String NAME = "prometheus";

    /** What Flink measures of each split, which is a stream, and would label with its id. */
    private static final String SPLITS = "*.split.*";

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return new AddressedReporter(new InetSocketAddress(
                properties.getProperty("host"), Integer.parseInt(properties.getProperty("port"))));
    }

    /** The configuration of a cluster that answers at an address. */
    static Map<String, String> configuration(InetSocketAddress address) {
        String reporter = "metrics.reporter." + NAME + ".";
        return Map.of(
                reporter + "factory.class",
                PrometheusFactory.class.getName(),
                reporter + "host",
                address.getHostString(),
                reporter + "port",
                Integer.toString(address.getPort()),
                // So that labels hold names as they are, and not with underscores for dashes.
                reporter + "filterLabelValueCharacters",
                "false",
                reporter + "filter.excludes",
                SPLITS);
    }
}
