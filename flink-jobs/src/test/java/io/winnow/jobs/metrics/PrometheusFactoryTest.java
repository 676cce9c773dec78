package io.winnow.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.definition.MetricsOptions;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.jobs.run.MemoryPlan;
import io.winnow.metrics.MetricNames;
import io.winnow.net.FreePort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusFactoryTest {
    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whatAStageCountsIsScrapedByTheNamesOfTheListWithStageAndReasonAsLabels() throws Exception {
        int port = FreePort.find();
        InetSocketAddress address =
                new MetricsOptions(Integer.toString(port), 0, "").address().orElseThrow();
        Map<String, String> settings = new HashMap<>(PrometheusFactory.configuration(address));
        settings.put("metrics.reporters", PrometheusFactory.NAME);
        try (EmbeddedFlink flink = EmbeddedFlink.start(1, MemoryPlan.NONE, settings);
                CountingJob job = CountingJob.start(flink, folder)) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                List<String> lines = scrape(port);
                assertThat(value(lines, flinkName(MetricNames.WINDOWS), "stage=\"prune\""))
                        .isPositive();
                assertThat(value(lines, flinkName(MetricNames.DEAD_LETTERS), "reason=\"ID_RANGE\""))
                        .isEqualTo(1);
                assertThat(value(lines, flinkName(MetricNames.BATCH_SIZE), "quantile=\"0.99\""))
                        .isEqualTo(7);
                assertThat(value(lines, flinkName(MetricNames.BATCH_SIZE) + "_count", "subtask_index=\"0\""))
                        .isPositive();
                assertThat(value(lines, "flink_jobmanager_job_numRestarts", CountingJob.NAME.run()))
                        .isZero();
            });
            assertThat(scrape(port))
                    .contains("# TYPE " + flinkName(MetricNames.WINDOWS) + " gauge")
                    .contains("# TYPE " + flinkName(MetricNames.BATCH_SIZE) + " summary")
                    .noneMatch(line -> line.contains("split="));
        }
        assertThat(answers(port)).isFalse();
    }

    private static String flinkName(String name) {
        return MetricNames.of(name).flink();
    }

    private static double value(List<String> lines, String name, String label) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "{") && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private List<String> scrape(int port) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + "/metrics");
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .toList();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
