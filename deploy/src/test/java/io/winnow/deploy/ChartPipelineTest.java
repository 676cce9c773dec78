package io.winnow.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.jobs.PlannedJob;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.metrics.Reporters;
import io.winnow.jobs.run.MemoryPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart says of a pipeline against what Winnow's own code makes of the same file. */
class ChartPipelineTest {
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "pipeline: {edges: {tokens: local}}",
                "pipeline: {edges: {tokens: kafka, pruned: kafka}}",
                "pipeline: {archive: 's3://bucket/tokens'}",
                "pipeline: {stages: [tokenize]}",
                "pipeline: {stages: [prune, read], edges: {tokens: 'kafka:door'}}"
            })
    void eachJobOfThePipelineHasAClusterOfItsOwn(String values) throws IOException {
        Chart chart = Chart.of(values);
        assertThat(chart.all("FlinkDeployment"))
                .extracting(deployment -> deployment.at("/metadata/name").asText())
                .containsExactlyElementsOf(PlannedJob.of(definition(chart)).stream()
                        .map(job -> "shop-" + job.name())
                        .toList());
    }

    @Test
    void memoryOfTaskManagersIsWhatBundlesAndDecodersTake() throws IOException {
        Chart chart = Chart.of("{}");
        for (JsonNode deployment : chart.all("FlinkDeployment")) {
            String job = deployment.at("/metadata/name").asText().replaceFirst("shop-", "");
            MemoryPlan plan = plan(job);
            TaskExecutorProcessSpec memory = processOf(deployment);
            assertThat(memory.getTaskOffHeapSize())
                    .as(job)
                    .isEqualTo(new MemorySize(roundedUp(plan.taskOffHeapBytes())));
            assertThat(memory.getJvmOverheadSize().getBytes())
                    .as(job)
                    .isBetween(plan.overheadBytes(), plan.overheadBytes() + 256 * MEBIBYTE);
            assertThat(memory.getTotalProcessMemorySize().getBytes() - plan.taskOffHeapBytes() - plan.overheadBytes())
                    .as("left for Java by %s", job)
                    .isGreaterThanOrEqualTo(plan.heapBytes());
            assertThat(memory.getTaskHeapSize().getBytes()).as(job).isGreaterThan(512 * MEBIBYTE);
        }
    }

    /** Of the default pipeline's stages that a job has. */
    private static MemoryPlan plan(String job) throws IOException {
        JsonNode decoders = Chart.YAML
                .readTree(Checkout.chart().resolve("values.yaml").toFile())
                .at("/flink/decoders");
        return new Resolver(Checkout.root().resolve("models"))
                .resolve(PipelineDefinition.parse(
                        "{name: shop, decode: {stay: true}, kafka: {bootstrap: 'b:9092'}}",
                        "the default pipeline",
                        Checkout.root(),
                        List.of(
                                "stages=" + job.replace("-", ","),
                                "edges.tokens=" + (job.startsWith("tokenize") ? "kafka" : "kafka:other"),
                                "decode.children=" + decoders.path("count").asInt(),
                                "decode.memory=" + decoders.path("memory").asInt() + "MiB")))
                .memory();
    }

    /** In whole mebibytes for each bundle, as they stand in the values. */
    private static long roundedUp(long bytes) {
        return (bytes + MEBIBYTE - 1) / MEBIBYTE * MEBIBYTE;
    }

    /** What Flink makes of it, as it does when a task manager starts. */
    private static TaskExecutorProcessSpec processOf(JsonNode deployment) {
        Map<String, String> settings = new TreeMap<>();
        deployment
                .at("/spec/flinkConfiguration")
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        Configuration configuration = Configuration.fromMap(settings);
        configuration.set(
                TaskManagerOptions.TOTAL_PROCESS_MEMORY,
                MemorySize.parse(
                        deployment.at("/spec/taskManager/resource/memory").asText()));
        return TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{kafka: {strimzi: {enabled: false}}, pipeline: {kafka: {bootstrap: 'b:9092', prefix: acme, client: {client.rack: east}}}}",
                "pipeline: {traces: {ratio: 0.05, otlp: 'http://collector:4318/v1/traces'}}"
            })
    void clustersReportToThePagesTopicOnThePipelinesBrokerAndTracesToItsCollector(String values) throws IOException {
        Chart chart = Chart.of(values);
        Map<String, String> expected = new TreeMap<>(Reporters.of(definition(chart)));
        expected.remove("metrics.reporters");
        for (JsonNode deployment : chart.all("FlinkDeployment")) {
            JsonNode settings = deployment.at("/spec/flinkConfiguration");
            assertThat(settings.path("metrics.reporters").asText()).contains("topic");
            expected.forEach((key, value) -> assertThat(settings.path(key).asText())
                    .as(key)
                    .isEqualTo(value.replace(folder.toString(), "/etc/winnow")));
        }
    }

    @Test
    void whatAPipelineSaysStandsInItsFile() throws IOException {
        PipelineDefinition definition = definition(Chart.of("""
                pipeline:
                  name: yard
                  sources: [{id: gate, address: "rtsp://gate/1", policy: fps(1)}]
                  prune: {keep: 0.1}
                flink: {decoders: {count: 3, memory: 256}}
                state: {checkpoints: "s3://bucket/checkpoints"}
                """));
        assertThat(definition.name()).isEqualTo("yard");
        assertThat(definition.sources()).hasSize(1);
        assertThat(definition.decode().childrenOn(16)).isEqualTo(3);
        assertThat(definition.decode().memoryBytes()).isEqualTo(256 * MEBIBYTE);
        assertThat(definition.flink().checkpoints()).isEqualTo("s3://bucket/checkpoints");
        assertThat(definition.kafka().bootstrap()).isEqualTo("shop-yard-kafka-bootstrap:9093");
    }

    /** As it is read in a container, whose mounted files lie in a folder of the test. */
    private PipelineDefinition definition(Chart chart) throws IOException {
        for (String file : List.of("kafka/sasl.jaas.config", "kafka-ca/ca.crt")) {
            Path secret = folder.resolve(file);
            Files.createDirectories(secret.getParent());
            Files.writeString(secret, "secret");
        }
        return PipelineDefinition.parse(
                chart.pipeline().replace("/etc/winnow", folder.toString()), "pipeline.yaml", folder, List.of());
    }
}
