package io.winnow.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.kubernetes.operator.api.spec.FlinkVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {
    private static final String OWN_BROKER = """
            kafka: {strimzi: {enabled: false}}
            pipeline: {kafka: {bootstrap: "broker:9092"}}
            """;
    private static final String EVERYTHING = """
            imagePullSecrets: [registry]
            secrets: [{name: hooks, mountPath: /etc/winnow/webhooks}]
            pipeline:
              name: yard
              edges: {tokens: kafka, pruned: kafka}
              archive: s3://bucket/tokens
              flink: {parallelism: 4}
              webhooks: {endpoints: {pager: "https://example.com/alerts"}, secrets: {pager: /etc/winnow/webhooks/pager}}
            flink:
              jobManager: {replicas: 2}
              taskManager: {replicas: 2, slots: 2}
              highAvailability: {type: kubernetes}
              configuration: {s3.path-style-access: "true"}
              javaOptions: -XX:+UseG1GC
              nodeSelector: {disk: ssd}
              tolerations: [{key: winnow, operator: Exists}]
            state: {accessMode: ReadWriteOnce, storageClass: fast, checkpoints: "s3://bucket/checkpoints/"}
            kafka: {strimzi: {brokers: 1, storageClass: fast}}
            gateway: {replicas: 2, tlsSecret: shop-tls, service: {type: LoadBalancer}, from: [{podSelector: {}}], arguments: ["--verbose"]}
            """;
    private static final String ZOOKEEPER = """
            flink: {highAvailability: {type: zookeeper, quorum: "zk:2181"}, jobManager: {replicas: 2}, upgradeMode: last-state}
            gateway: {enabled: false}
            networkPolicy: {enabled: false}
            state: {existingClaim: mine}
            """;

    @Test
    void helmFindsNothingToComplainOf() {
        LintResult result = new Helm(Checkout.chart()).lint().strict().call();
        assertThat(result.isFailed())
                .as(() -> String.join("\n", result.getMessages()))
                .isFalse();
        assertThat(result.getMessages())
                .noneMatch(message -> message.contains("[WARNING]") || message.contains("[ERROR]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", OWN_BROKER, EVERYTHING, ZOOKEEPER})
    void everyResourceHasOnlyFieldsThatItsTypeHas(String values) throws IOException {
        for (JsonNode document : Chart.of(values).documents()) {
            HasMetadata typed = Chart.typed(ofAKnownFlink(document));
            assertThat(typed.getMetadata().getName()).hasSizeLessThanOrEqualTo(45);
            assertThat(UnknownFields.in(typed)).isEmpty();
        }
    }

    /** Of the operator's API 1.10.0 alone can be fetched here, which ends before the Flink that the image has; its fields are the same. */
    private static JsonNode ofAKnownFlink(JsonNode document) {
        if (!document.path("kind").asText().equals("FlinkDeployment")) {
            return document;
        }
        ObjectNode copy = document.deepCopy();
        ((ObjectNode) copy.path("spec"))
                .put("flinkVersion", FlinkVersion.current().name());
        return copy;
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, /spec/template/spec/containers/0/securityContext",
        "NetworkPolicy, /spec/ingress/0",
        "Kafka, /spec/kafka/listeners/0",
        "KafkaNodePool, /spec/storage",
        "KafkaTopic, /spec",
        "KafkaUser, /spec/authorization",
        "FlinkDeployment, /spec/taskManager",
        "FlinkDeployment, /spec/jobManager/podTemplate/spec/containers/0"
    })
    void aFieldThatATypeDoesNotHaveIsFound(String kind, String where) {
        JsonNode document = ofAKnownFlink(Chart.of("{}").all(kind).get(0)).deepCopy();
        ((ObjectNode) document.at(where)).put("colour", "green");
        assertThatThrownBy(() -> {
                    List<String> unknown = UnknownFields.in(Chart.typed(document));
                    assertThat(unknown).isEmpty();
                })
                .hasMessageContaining("colour");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", OWN_BROKER, EVERYTHING, ZOOKEEPER})
    void everyContainerIsNobodysAndCannotWriteItsRoot(String values) {
        List<JsonNode> pods = new ArrayList<>();
        Chart chart = Chart.of(values);
        chart.all("Deployment").forEach(document -> pods.add(document.at("/spec/template/spec")));
        chart.all("FlinkDeployment").forEach(document -> {
            pods.add(document.at("/spec/jobManager/podTemplate/spec"));
            pods.add(document.at("/spec/taskManager/podTemplate/spec"));
        });
        assertThat(pods).isNotEmpty();
        for (JsonNode pod : pods) {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("containers")).isNotEmpty().allSatisfy(container -> {
                JsonNode security = container.path("securityContext");
                assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
                assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
                assertThat(container.has("livenessProbe") && container.has("startupProbe"))
                        .isTrue();
            });
            mountsAreVolumes(pod);
        }
    }

    private static void mountsAreVolumes(JsonNode pod) {
        List<String> volumes = pod.path("volumes").findValuesAsText("name");
        assertThat(pod.at("/containers/0/volumeMounts").findValuesAsText("name"))
                .contains("tmp", "pipeline")
                .allSatisfy(mount -> assertThat(volumes).contains(mount));
        assertThat(volumes).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", OWN_BROKER, EVERYTHING, ZOOKEEPER})
    void theFlinkOperatorTakesEveryDeployment(String values) {
        assertThat(Chart.of(values).all("FlinkDeployment")).isNotEmpty().allSatisfy(deployment -> {
            JsonNode settings = deployment.at("/spec/flinkConfiguration");
            assertThat(settings.path("execution.checkpointing.dir").asText())
                    .isNotEmpty()
                    .satisfies(folder -> assertThat(settings.path("execution.checkpointing.savepoint-dir")
                                    .asText())
                            .startsWith(folder + "/"));
            assertThat(settings.has("high-availability.cluster-id")
                            || settings.has("kubernetes.cluster-id")
                            || settings.has("kubernetes.namespace"))
                    .isFalse();
        });
    }

    @Test
    void leadersInZooKeeperAreThoseOfTheirNamespace() {
        assertThat(Chart.of(ZOOKEEPER).all("FlinkDeployment"))
                .allSatisfy(deployment -> assertThat(deployment
                                .at("/spec/flinkConfiguration")
                                .path("high-availability.zookeeper.path.root")
                                .asText())
                        .isEqualTo("/flink/winnow"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pipeline: {name: a-pipeline-of-thirty-letters-x, edges: {tokens: local}}",
                "pipeline: {name: a-pipeline-with-a-long-name, edges: {tokens: kafka, pruned: local}}"
            })
    void namesOfJobsAreNoLongerThanTheFlinkOperatorTakes(String values) {
        assertThat(Chart.of(values).all("FlinkDeployment"))
                .extracting(deployment -> deployment.at("/metadata/name").asText())
                .isNotEmpty()
                .allMatch(name -> name.matches("[a-z][-a-z0-9]{0,43}[a-z0-9]"));
    }

    @Test
    void noSecretIsWrittenDown() {
        Chart chart = Chart.of(EVERYTHING);
        assertThat(chart.all("Secret")).isEmpty();
        assertThat(chart.documents().toString()).doesNotContain("password=");
    }

    @Test
    void aGatewayFindsThePipelineItsKeysAndItsOwnUser() {
        JsonNode pod = Chart.of("{}").one("Deployment").at("/spec/template/spec");
        assertThat(pod.at("/containers/0/args"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "gateway",
                        "/etc/winnow/pipeline/pipeline.yaml",
                        "--host",
                        "0.0.0.0",
                        "--port",
                        "8080",
                        "--keys",
                        "/etc/winnow/keys/keys.jsonl");
        assertThat(pod.path("volumes").findValuesAsText("secretName"))
                .containsExactly("winnow-keys", "shop-gateway", "shop-cluster-ca-cert");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flink: {taskManager: {memory: {java: 512, tokenizer: 1, reader: 1}}} | java",
                "flink: {decoders: {count: 0, memory: 512}} | count",
                "flink: {memory: 5} | memory",
                "pipeline: {name: Shop} | name",
                "pipeline: {edges.tokens: local} | edges.tokens",
                "pipeline: {flink: {rest: 'http://flink:8081'}} | flink",
                "state: {size: 20} | size",
                "state: {checkpoints: /var/lib} | checkpoints",
                "gateway: {keysSecret: ''} | keysSecret",
                "gateway: {port: 80} | port"
            })
    void aWrongValueIsRefusedByItsName(String values, String name) {
        assertThatThrownBy(() -> Chart.of(values)).hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka: {strimzi: {enabled: false}} | there is no broker: give pipeline.kafka.bootstrap",
                "pipeline: {kafka: {bootstrap: 'b:9092'}} | give one of them",
                "flink: {jobManager: {replicas: 2}} | takes flink.highAvailability.type",
                "flink: {highAvailability: {type: zookeeper}} | takes flink.highAvailability.quorum",
                "flink: {upgradeMode: last-state} | the operator finds the last state there",
                "pipeline: {flink: {parallelism: 2}} | raise flink.taskManager.replicas or slots"
            })
    void whatDoesNotGoTogetherIsRefusedWithASentence(String values, String sentence) {
        assertThatThrownBy(() -> Chart.of(values)).hasMessageContaining(sentence);
    }

    @Test
    void aReleaseWhoseNameNoServiceCanHaveIsRefusedWithASentence() {
        assertThatThrownBy(() -> Chart.of("7-eleven", "{}"))
                .hasMessageContaining("the release's name 7-eleven begins with a digit");
    }

    @Test
    void whoeverTakesTheArgumentsOfAJobFindsItsPipeline() {
        for (JsonNode deployment : Chart.of(OWN_BROKER).all("FlinkDeployment")) {
            String job = deployment.at("/metadata/name").asText().replaceFirst("shop-", "");
            assertThat(deployment.at("/spec/job/args"))
                    .extracting(JsonNode::asText)
                    .containsExactly(
                            "--pipeline", "/etc/winnow/pipeline/pipeline.yaml", "--job", job, "--create-topics");
        }
    }

    @Test
    void labelsOfServicesAreThoseOfTheirPods() {
        Chart chart = Chart.of("{}");
        JsonNode labels = chart.one("Deployment").at("/spec/template/metadata/labels");
        for (String kind : List.of("Service", "PodDisruptionBudget")) {
            JsonNode spec = chart.one(kind).path("spec");
            JsonNode selector = kind.equals("Service") ? spec.path("selector") : spec.at("/selector/matchLabels");
            for (Map.Entry<String, JsonNode> entry : selector.properties()) {
                assertThat(labels.path(entry.getKey())).isEqualTo(entry.getValue());
            }
        }
    }
}
