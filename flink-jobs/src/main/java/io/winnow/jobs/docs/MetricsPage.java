package io.winnow.jobs.docs;

import io.winnow.metrics.GatewayMetrics;
import io.winnow.metrics.MetricNames;
import io.winnow.metrics.MetricNames.Metric;
import java.util.Locale;

/** Every metric of a pipeline, and how it reaches Prometheus. */
final class MetricsPage {
    private MetricsPage() {}

    private static final String HEAD = """
            # Metrics

            Registered in Flink's metric groups, so that every reporter of Flink has them; once a second a snapshot of each subtask is written to the `metrics` topic, which the page reads. The stage is a
            label of each; a stream's id is of none. Those of `webhooks` are the gateway's, and in the topic alone; its subtasks are the endpoints, in the order of their names.

            | name | for Prometheus, at the gateway | kind | unit | stages | label | what it says |
            | --- | --- | --- | --- | --- | --- | --- |
            """;

    private static final String GATEWAY = """

            ## The gateway's /metrics

            `winnow demo`, and `winnow serve` beside any pipeline, answer Prometheus at `/metrics` of their address: all of the list, from the topic, and what follows. On one machine this one address is enough; what it does not know are checkpoints and restarts,
            which are Flink's, below. Each series has the labels `pipeline`, `stage` and `subtask`, and that of the list. Times are in seconds and prices in units, whatever the list says. A distribution is a summary of
            the last thousand values with the quantiles 0.5 and 0.99, and 1.0, which is the largest. A subtask that has told nothing for a minute is left out. Metrics of the virtual machine (`jvm_...`, `process_...`) are those of Prometheus' own library for Java.

            | for Prometheus | kind | unit | label | what it says |
            | --- | --- | --- | --- | --- |
            """;

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Metric metric : MetricNames.ALL) {
            page.append("| `")
                    .append(metric.name())
                    .append("` | `")
                    .append(metric.prometheus())
                    .append("` | ")
                    .append(metric.kind().name().toLowerCase(Locale.ROOT))
                    .append(" | ")
                    .append(metric.unit())
                    .append(" | ")
                    .append(String.join(", ", metric.stages()))
                    .append(" | ")
                    .append(metric.label())
                    .append(" | ")
                    .append(metric.text())
                    .append(" |\n");
        }
        page.append(GATEWAY);
        for (Metric metric : GatewayMetrics.ALL) {
            page.append("| `")
                    .append(metric.prometheus())
                    .append("` | ")
                    .append(metric.kind().name().toLowerCase(Locale.ROOT))
                    .append(" | ")
                    .append(metric.unit())
                    .append(" | ")
                    .append(metric.label())
                    .append(" | ")
                    .append(metric.text())
                    .append(" |\n");
        }
        return page + reporters();
    }

    private static String reporters() {
        return """

            ## Flink's reporter for Prometheus

            `metrics.prometheus: 9249` in a pipeline, or `--set metrics.prometheus=9249`, lets the Flink inside the command answer at `http://127.0.0.1:9249/metrics`; `metrics.prometheus: 0.0.0.0:9249` lets others ask too, whoever they are. Nothing
            listens where nothing is set. What is scraped there are the metrics of the list and all of Flink's own: checkpoints, restarts, how busy tasks are, memory.

            A cluster's reporter is set in the cluster's configuration, for job managers and task managers alike; `flink-metrics-prometheus` is in `plugins/` of Flink's distribution. It listens on every interface.

            ```yaml
            metrics.reporters: prometheus
            metrics.reporter.prometheus.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
            metrics.reporter.prometheus.port: 9249-9260
            metrics.reporter.prometheus.filterLabelValueCharacters: false
            metrics.reporter.prometheus.filter.excludes: "*.split.*"
            ```

            The last line leaves out what Flink measures of each split, since a split is a stream and its id would be a label. The line before keeps names as they are, where dashes would become underscores.

            A metric of the list is called `%s...`, and with a label beside the stage `%s...`, in the unit of the list. Labels are Flink's (`job_name`, which is `winnow PIPELINE JOB RUN`, `task_name`,
            `subtask_index` and ids) and `stage`. Flink says of counters that they are gauges, which `rate()` does not mind; they begin at 0 again after a restart, which it does not mind either. A histogram is a summary of the last
            thousand values with the quantiles 0.5, 0.75, 0.95, 0.98, 0.99 and 0.999, and `..._count`, without a sum.

            | to know | ask |
            | --- | --- |
            | frames decoded a second | `sum(rate(%s[1m]))` |
            | frames that were not tokenized, by reason | `sum by (reason) (rate(%s[5m]))` |
            | share of tokens that is kept | `sum(rate(%s[5m])) / sum(rate(%s[5m]))` |
            | time to the first word, of 99 in 100 | `max(%s{quantile="0.99"})` |
            | restarts of each job | `flink_jobmanager_job_numRestarts` |
            | checkpoints that failed | `increase(flink_jobmanager_job_numberOfFailedCheckpoints[1h])` |

            ## Flink's reporter for OpenTelemetry

            On a cluster that has `flink-metrics-otel` in `plugins/`, the same metrics are sent to a collector, with the names of the list after `flink.taskmanager.job.task.operator.stage.`:

            ```yaml
            metrics.reporters: otel
            metrics.reporter.otel.factory.class: org.apache.flink.metrics.otel.OpenTelemetryMetricReporterFactory
            metrics.reporter.otel.exporter.protocol: HTTP
            metrics.reporter.otel.exporter.endpoint: http://collector:4318/v1/metrics
            metrics.reporter.otel.service.name: winnow
            metrics.reporter.otel.filter.excludes: "*.split.*"
            ```
            """.formatted(
                        Metric.FLINK,
                        Metric.FLINK + "LABEL_",
                        flink(MetricNames.FRAMES),
                        flink(MetricNames.FRAMES_DROPPED),
                        flink(MetricNames.TOKENS_KEPT),
                        flink(MetricNames.TOKENS_SEEN),
                        flink(MetricNames.FIRST_TOKEN_MS));
    }

    private static String flink(String name) {
        return MetricNames.of(name).flink();
    }
}
