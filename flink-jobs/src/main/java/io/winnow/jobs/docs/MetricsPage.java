package io.winnow.jobs.docs;

import io.winnow.jobs.metrics.OtlpReporterFactory;
import io.winnow.metrics.GatewayMetrics;
import io.winnow.metrics.MetricNames;
import io.winnow.metrics.MetricNames.Metric;
import java.util.Locale;

/** Every metric of a pipeline, how it reaches Prometheus, and what is traced. */
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

            ## Traces

            Metrics say how long a stage takes; a trace says where the time of one frame went, from its decoding to the answers that it was read for. Two options ask for them:

            ```
            winnow run shop.yaml --set traces.ratio=0.05 --set traces.otlp=http://127.0.0.1:4318/v1/traces
            ```

            `traces.ratio` is the share of frames that are followed, 0.05 one in twenty. Their ids alone decide it, so that stages in different processes follow the same frames, and a frame that is made again after a restart is followed again, in the
            same trace. One that is not followed costs a comparison, one that is a few short texts in each stage. `traces.otlp` is where spans are sent by OpenTelemetry's protocol over HTTP (OTLP), once a second and when the command ends. While no collector takes
            them there, that is said once, they are left out, and the line goes on; no more than 2,048 wait to be sent, and what comes beyond is left out too.

            | span | follows from | from, to | spans in it | attributes |
            | --- | --- | --- | --- | --- |
            | `frame` | | the start of its decoding until its tokens are put out | `decode`, `tokenize`; what lies between is waiting | `id`, `run`, `stream`, `epoch`, `seq`, `bundle`, `tokens` |
            | `window` | `frame` | while the window that has the frame is pruned; before it is waiting for the window to be full, or for the topic | | `id`, `run`, `stream`, `epoch`, `pruner`, `frames`, `seen`, `kept` |
            | `answer` | `window` | the admission of its question until its last word | `first word` | `id`, `run`, `stream`, `question`, `bundle`, `windows`, `tokens` |

            `frames` of a window and `windows` of an answer are their numbers, `tokens` of an answer those that were read. A trace has the id of its frame, so that it is found by the id in a token record. A window is in the trace of each of its frames that is
            followed, at most 64; an answer in those of the frames of its context, the newest 64. Times are to a millisecond. A stream's id is an attribute here, since no series is kept of it. Flink's own spans, of checkpoints and of restarts, come with them as traces of
            their own. What a process that is killed had not sent is lost.

            To look at them, start [Jaeger](https://www.jaegertracing.io/), which takes them at port 4318 and shows them at http://127.0.0.1:16686; choose the service `winnow` and the operation `answer`:

            ```
            docker run --rm -p 127.0.0.1:16686:16686 -p 127.0.0.1:4318:4318 jaegertracing/jaeger
            ```

            Grafana Tempo takes them at the same port and path. In Grafana's Explore, traces that led to an answer, and those where it took long:

            ```
            { resource.service.name = "winnow" && name = "answer" }
            { resource.service.name = "winnow" && name = "answer" && span.stream = "door" && duration > 2s }
            ```

            A session cluster sends them where its configuration says so; the pipeline then has `traces.ratio` alone. The class is in the image:

            ```yaml
            traces.reporters: otlp
            traces.reporter.otlp.factory.class: %s
            traces.reporter.otlp.endpoint: http://collector:4318/v1/traces
            ```

            The Helm chart sets the same in the clusters of a pipeline that has `traces.otlp`. Flink's own reporter for OpenTelemetry can be named instead, but makes a trace of each span.
            """.formatted(
                        Metric.FLINK,
                        Metric.FLINK + "LABEL_",
                        flink(MetricNames.FRAMES),
                        flink(MetricNames.FRAMES_DROPPED),
                        flink(MetricNames.TOKENS_KEPT),
                        flink(MetricNames.TOKENS_SEEN),
                        flink(MetricNames.FIRST_TOKEN_MS),
                        OtlpReporterFactory.class.getName());
    }

    private static String flink(String name) {
        return MetricNames.of(name).flink();
    }
}
