package io.winnow.jobs.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.winnow.metrics.GatewayMetrics;
import io.winnow.metrics.MetricNames;
import io.winnow.metrics.MetricNames.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alerts and dashboards against the list of metrics and the docs. */
class MonitoringTest {
    private static final Path ROOT = Path.of(System.getProperty("winnow.root", ".."));
    private static final Path RULES = ROOT.resolve("deploy/prometheus/alerts.yml");
    private static final Pattern METRIC = Pattern.compile("\\bwinnow_[a-z0-9_]+|\\b" + Metric.FLINK + "\\w+");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static List<JsonNode> alerts() throws IOException {
        List<JsonNode> alerts = new ArrayList<>();
        YAML.readTree(RULES.toFile()).at("/groups/0/rules").forEach(alerts::add);
        return alerts;
    }

    @Test
    void everyMetricThatIsAskedForIsInTheList() throws IOException {
        Set<String> listed = Stream.concat(MetricNames.ALL.stream(), GatewayMetrics.ALL.stream())
                .flatMap(metric -> Stream.of(metric.prometheus(), metric.flink()))
                .collect(Collectors.toSet());
        for (Path file : List.of(RULES, ROOT.resolve(DashboardPages.SOURCE))) {
            assertThat(METRIC.matcher(Files.readString(file)).results().map(MatchResult::group))
                    .as("%s", file)
                    .isNotEmpty()
                    .allMatch(listed::contains);
        }
    }

    @Test
    void everyAlertSaysHowBadItIsWhatItIsAndWhereToReadOn() throws IOException {
        List<String> sections = Files.readAllLines(ROOT.resolve("docs/alerts.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring("## ".length()))
                .toList();
        assertThat(alerts()).extracting(alert -> alert.path("alert").asText()).containsExactlyElementsOf(sections);
        assertThat(alerts()).allSatisfy(alert -> {
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            assertThat(alert.at("/annotations/description").asText()).isNotBlank();
            assertThat(alert.at("/annotations/runbook").asText())
                    .isEqualTo("docs/alerts.md#" + alert.path("alert").asText().toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void everyAlertIsTestedWhereItIsRaisedAndWhereItIsNot() throws IOException {
        List<String> tests = new ArrayList<>();
        YAML.readTree(ROOT.resolve("deploy/prometheus/alerts_test.yml").toFile())
                .path("tests")
                .forEach(test -> tests.add(test.path("name").asText()));
        assertThat(tests)
                .containsExactlyElementsOf(alerts().stream()
                        .map(alert -> alert.path("alert").asText())
                        .flatMap(name -> Stream.of(name + " is raised", name + " is not raised"))
                        .toList());
    }

    @Test
    void noStreamIsALabelOfADashboardOrAnAlert() throws IOException {
        for (Path file : List.of(RULES, ROOT.resolve(DashboardPages.SOURCE))) {
            assertThat(Files.readString(file)).doesNotContainPattern("[{(,] *stream *[=,)]");
        }
    }
}
