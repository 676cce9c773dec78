package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.cli.embedded.Workplace;
import io.winnow.cli.run.LiveRun;
import io.winnow.cli.run.Outcome;
import io.winnow.decode.worker.camera.Manner;
import io.winnow.decode.worker.camera.RtspCamera;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.net.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is delivered for Prometheus and Grafana, held against a pipeline that runs and Debian's Prometheus, which scrapes its gateway and its Flink. */
class PrometheusIT {
    private static final String PIPELINE = "watched";
    private static final int MORE_THAN_IS_WATCHED = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path DEPLOY =
            Path.of(System.getProperty("winnow.root", ".")).resolve("deploy").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static RtspCamera camera;
    private static Workplace place;
    private static LiveRun run;
    private static PrometheusServer prometheus;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        PrometheusServer.assumeThere();
        int gateway = FreePort.find();
        int flink = FreePort.find();
        prometheus = PrometheusServer.start(configuration(gateway, flink), folder);
        camera = RtspCamera.open(Manner.of(MORE_THAN_IS_WATCHED));
        ResolvedPipeline pipeline = pipeline(flink);
        place = Workplace.open(pipeline, folder.resolve("broker"));
        run = LiveRun.start(
                place, StartOptions.defaults().withCreateTopics(true), new Outcome(answer -> {}), Optional.of(gateway));
    }

    @AfterAll
    static void stop() throws IOException {
        if (run != null) {
            run.running().cancel();
            run.close();
            place.close();
        }
        if (camera != null) {
            camera.close();
        }
        if (prometheus != null) {
            prometheus.close();
        }
    }

    /** What is delivered, with other ports, and looked at more often. */
    private static Path configuration(int gateway, int flink) throws IOException {
        Files.copy(DEPLOY.resolve("prometheus/alerts.yml"), folder.resolve("alerts.yml"));
        return Files.writeString(
                folder.resolve("prometheus.yml"),
                Files.readString(DEPLOY.resolve("prometheus/prometheus.yml"))
                        .replace("127.0.0.1:8080", "127.0.0.1:" + gateway)
                        .replace("127.0.0.1:9249", "127.0.0.1:" + flink)
                        .replace("scrape_interval: 5s", "scrape_interval: 1s")
                        .replace("evaluation_interval: 15s", "evaluation_interval: 1s"));
    }

    /** A camera of which some frames are left out, so that every rate has something to count for as long as is asked, and a file that is no media. */
    private static ResolvedPipeline pipeline(int flink) throws IOException {
        Path letter = Files.writeString(folder.resolve("letter.mp4"), "Dear camera,");
        return Pipelines.of(
                PIPELINE,
                folder.resolve("state"),
                PipelineDefinition.named(List.of(camera.address(), letter.toString())),
                "decode.policy=every(10)",
                "decode.stay=true",
                "edges.tokens=kafka",
                "edges.pruned=local",
                "delivery=at-least-once",
                "flink.checkpoint-interval=500ms",
                "metrics.prometheus=" + flink);
    }

    @Test
    void everyQueryOfEveryDashboardHasData() throws IOException {
        Map<String, String> queries = queries();
        assertThat(queries).hasSizeGreaterThan(50);
        AtomicInteger asked = new AtomicInteger();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            run.ask(List.of(Pipelines.question("question-" + asked.getAndIncrement(), "What is in the picture?")));
            assertThat(without(queries)).isEmpty();
        });
        assertThat(prometheus
                        .query("sum(winnow_frames_total)")
                        .path(0)
                        .at("/value/1")
                        .asInt())
                .isPositive();
    }

    private static List<String> without(Map<String, String> queries) {
        return queries.entrySet().stream()
                .filter(query -> !hasData(prometheus.query(query.getValue())))
                .map(query -> query.getKey() + ": " + query.getValue())
                .toList();
    }

    private static boolean hasData(JsonNode samples) {
        for (JsonNode sample : samples) {
            if (!List.of("NaN", "+Inf", "-Inf").contains(sample.at("/value/1").asText())) {
                return true;
            }
        }
        return false;
    }

    /** By dashboard, panel and legend, as Grafana would send them. */
    private static Map<String, String> queries() throws IOException {
        Map<String, String> queries = new TreeMap<>();
        for (Path file : dashboards()) {
            JsonNode dashboard = JSON.readTree(file.toFile());
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    queries.put(
                            String.join(
                                    ", ",
                                    dashboard.path("title").asText(),
                                    panel.path("title").asText(),
                                    target.path("legendFormat").asText()),
                            target.path("expr")
                                    .asText()
                                    .replace("$__rate_interval", "1m")
                                    .replace("$pipeline", ".*"));
                }
            }
        }
        return queries;
    }

    private static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(DEPLOY.resolve("grafana/dashboards"))) {
            return files.toList();
        }
    }

    @Test
    void everyAlertIsEvaluatedAndWhatIsWrongIsRaised() {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> raised = new ArrayList<>();
            for (JsonNode rule : prometheus.get("/api/v1/rules").at("/groups/0/rules")) {
                assertThat(rule.path("health").asText()).as("%s", rule).isEqualTo("ok");
                if (rule.path("state").asText().equals("firing")) {
                    raised.add(rule.path("name").asText());
                }
            }
            assertThat(raised).contains("WinnowDeadLetters");
            assertThat(prometheus.query("winnow_streams{state=\"FAILED\"}")).hasSize(1);
        });
    }

    @Test
    void promtoolFindsTheConfigurationAndTheRulesRightAndEachAlertRaisedByWhatItIsFor()
            throws IOException, InterruptedException {
        Path rules = DEPLOY.resolve("prometheus");
        assertThat(PrometheusServer.tool(rules, "check", "config", "prometheus.yml"))
                .contains("SUCCESS");
        assertThat(PrometheusServer.tool(rules, "check", "rules", "alerts.yml")).contains("SUCCESS");
        assertThat(PrometheusServer.tool(rules, "test", "rules", "alerts_test.yml"))
                .contains("SUCCESS");
    }
}
