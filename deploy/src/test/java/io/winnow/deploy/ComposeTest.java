package io.winnow.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.winnow.jobs.PlannedJob;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.metrics.Reporters;
import io.winnow.jobs.run.MemoryPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class ComposeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILE = Checkout.root().resolve("docker-compose.yml");

    /** As compose reads it: anchors and merges resolved. */
    private static JsonNode compose() throws IOException {
        try (InputStream in = Files.newInputStream(FILE)) {
            return JSON.valueToTree(new Yaml().load(in));
        }
    }

    private static JsonNode yaml(String name) throws IOException {
        return new ObjectMapper(new YAMLFactory())
                .readTree(Checkout.deploy().resolve("compose").resolve(name).toFile());
    }

    /** Those that run Winnow's image. */
    private static Map<String, JsonNode> ours() throws IOException {
        Map<String, JsonNode> services = new TreeMap<>();
        compose().path("services").properties().forEach(service -> {
            if (service.getValue().path("image").asText().contains("WINNOW_IMAGE")) {
                services.put(service.getKey(), service.getValue());
            }
        });
        return services;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void theFileIsOneOfTheSpecification() throws IOException {
        JsonNode compose = compose();
        assertThat(specification().validate(compose)).isEmpty();
        ((ObjectNode) compose.at("/services/gateway")).put("colour", "green");
        assertThat(specification().validate(compose)).isNotEmpty();
    }

    private static Schema specification() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ComposeTest.class.getResourceAsStream("/compose/compose-spec.json"))) {
            ObjectNode specification = (ObjectNode) JSON.readTree(in);
            // Its id is a name without a place, which the validator does not take.
            specification.remove("$id");
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(specification);
        }
    }

    @Test
    void whatIsMountedIsThere() throws IOException {
        JsonNode compose = compose();
        List<String> volumes = new ArrayList<>();
        compose.path("volumes").fieldNames().forEachRemaining(volumes::add);
        for (JsonNode service : compose.path("services")) {
            for (String mount : texts(service.path("volumes"))) {
                String source = mount.substring(0, mount.indexOf(':'));
                if (source.startsWith("./")) {
                    assertThat(Checkout.root().resolve(source)).exists();
                    assertThat(mount).endsWith(":ro");
                } else {
                    assertThat(volumes).contains(source);
                }
            }
        }
    }

    @Test
    void containersAreConfinedAndOnlyThisMachineReachesThem() throws IOException {
        for (JsonNode service : compose().path("services")) {
            assertThat(service.path("read_only").asBoolean()).isTrue();
            assertThat(texts(service.path("cap_drop"))).containsExactly("ALL");
            assertThat(texts(service.path("security_opt"))).contains("no-new-privileges:true");
            assertThat(service.has("user") || service.has("privileged")).isFalse();
            assertThat(texts(service.path("ports"))).allMatch(port -> port.startsWith("127.0.0.1:"));
        }
    }

    @Test
    void theTagIsThatOfThisVersion() throws IOException {
        String version = JSON.readTree(JSON.writeValueAsString(Chart.YAML.readTree(
                        Checkout.chart().resolve("Chart.yaml").toFile())))
                .path("appVersion")
                .asText();
        assertThat(ours().values())
                .isNotEmpty()
                .allMatch(service -> service.path("image").asText().equals("${WINNOW_IMAGE:-winnow:" + version + "}"));
        assertThat(Files.readString(Checkout.root().resolve("pom.xml"))).contains("<version>" + version + "</version>");
    }

    @Test
    void everyCommandIsOneOfTheEntryPoint() throws IOException {
        String entryPoint = Files.readString(Checkout.deploy().resolve("image/root/opt/winnow/bin/entrypoint"));
        String commands = Files.readString(Checkout.root().resolve("docs/commands.md"));
        for (Map.Entry<String, JsonNode> service : ours().entrySet()) {
            if (service.getValue().has("entrypoint")) {
                assertThat(service.getValue().at("/command/0").asText())
                        .contains("/opt/winnow/bin/entrypoint keys add");
                continue;
            }
            String what = service.getValue().at("/command/0").asText();
            assertThat(entryPoint.contains("\n    " + what + ") ") || commands.contains("## winnow " + what + "\n"))
                    .as("%s of %s", what, service.getKey())
                    .isTrue();
            JsonNode test = service.getValue().at("/healthcheck/test");
            if (!test.isMissingNode()) {
                assertThat(texts(test)).containsExactly("CMD", "/opt/winnow/bin/entrypoint", "healthy", what);
                assertThat(entryPoint).containsPattern("\n {8}([a-z-]+ \\| )*" + what + "( \\| [a-z-]+)*\\) answers");
            }
        }
    }

    @Test
    void servicesWaitOnlyForOnesThatSayWhetherTheyWork() throws IOException {
        JsonNode services = compose().path("services");
        for (JsonNode service : services) {
            service.path("depends_on").properties().forEach(other -> {
                JsonNode awaited = services.path(other.getKey());
                String condition = other.getValue().path("condition").asText();
                assertThat(
                                condition.equals("service_healthy")
                                        ? awaited.has("healthcheck")
                                        : awaited.path("restart").asText().equals("no"))
                        .as(other.getKey())
                        .isTrue();
            });
        }
    }

    @Test
    void theClusterHasRoomForTheSampleAndReportsToItsBroker(@TempDir Path folder) throws IOException {
        PipelineDefinition definition =
                PipelineDefinition.parse(Checkout.deploy().resolve("compose/pipeline.yaml"), List.of());
        Files.copy(Checkout.deploy().resolve("compose/flink.yaml"), folder.resolve("config.yaml"));
        Configuration flink = GlobalConfiguration.loadConfiguration(folder.toString());
        TaskExecutorProcessSpec has = TaskExecutorProcessUtils.processSpecFromConfig(flink);
        MemoryPlan needs = new Resolver(Checkout.root().resolve("models"))
                .resolve(definition)
                .memory();
        assertThat(has.getTaskOffHeapSize().getBytes()).isGreaterThanOrEqualTo(needs.taskOffHeapBytes());
        assertThat(has.getJvmOverheadSize().getBytes()).isGreaterThanOrEqualTo(needs.overheadBytes());
        assertThat(flink.toMap().get("taskmanager.numberOfTaskSlots"))
                .isEqualTo(String.valueOf(PlannedJob.of(definition).size()));
        Reporters.of(definition).forEach((key, value) -> {
            if (!key.equals("metrics.reporters")) {
                assertThat(flink.toMap()).containsEntry(key, value);
            }
        });
    }

    @Test
    void prometheusMissesAContainerThatIsStopped() throws IOException {
        Map<String, List<String>> targets = new TreeMap<>();
        for (JsonNode job : yaml("prometheus.yml").path("scrape_configs")) {
            targets.put(job.path("job_name").asText(), texts(job.at("/static_configs/0/targets")));
        }
        String port =
                yaml("flink.yaml").path("metrics.reporter.prometheus.port").asText();
        assertThat(targets)
                .containsExactly(
                        Map.entry("flink", List.of("jobmanager:" + port, "taskmanager:" + port)),
                        Map.entry("winnow", List.of("gateway:8080")));
    }

    @Test
    void keysThatAreThereStayAndTheirPlaceIsSaid(@TempDir Path folder) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("prometheus.key"), "key");
        JsonNode service = compose().at("/services/key");
        List<String> line = texts(service.path("entrypoint"));
        line.add(service.at("/command/0").asText().replace("/var/lib/winnow", folder.toString()));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(said).contains("keys.jsonl", "docker compose run", "keys add");
    }

    @Test
    void brokerClusterAndPipelineCallEachOtherByTheNamesOfTheirServices() throws IOException {
        JsonNode services = compose().path("services");
        Properties broker = new Properties();
        try (InputStream in = Files.newInputStream(Checkout.deploy().resolve("compose/broker.properties"))) {
            broker.load(in);
        }
        PipelineDefinition pipeline =
                PipelineDefinition.parse(Checkout.deploy().resolve("compose/pipeline.yaml"), List.of());
        assertThat(broker.getProperty("advertised.listeners"))
                .contains(pipeline.kafka().bootstrap());
        List<String> called = new ArrayList<>(List.of(
                pipeline.kafka().bootstrap(),
                pipeline.flink().addresses().get(0).getHost(),
                yaml("flink.yaml").path("jobmanager.rpc.address").asText()));
        yaml("prometheus.yml").findValues("targets").forEach(targets -> called.addAll(texts(targets)));
        assertThat(called)
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(services.has(name.replaceFirst(":\\d+$", "")))
                        .as(name)
                        .isTrue());
        assertThat(services.at("/camera/command/1").asText())
                .startsWith("udp://taskmanager"
                        + pipeline.sources().get(0).address().substring("udp://".length()));
    }
}
