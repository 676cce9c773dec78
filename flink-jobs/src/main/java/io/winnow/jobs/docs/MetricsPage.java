package io.winnow.jobs.docs;

import io.winnow.metrics.MetricNames;
import java.util.Locale;

/** Every metric of a pipeline. */
final class MetricsPage {
    private MetricsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("""
                # Metrics

                Registered in Flink's metric groups, so that every reporter of Flink has them; once a second a snapshot of each subtask is written to the `metrics` topic, which the page reads. The stage is a
                label of each; a stream's id is of none. Those of `webhooks` are the gateway's, and in the topic alone; its subtasks are the endpoints, in the order of their names.

                | name | kind | unit | stages | label | what it says |
                | --- | --- | --- | --- | --- | --- |
                """);
        for (MetricNames.Metric metric : MetricNames.ALL) {
            page.append("| `")
                    .append(metric.name())
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
        return page.toString();
    }
}
