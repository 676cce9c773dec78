package io.winnow.deploy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;

/**
 * The chart as Helm renders it for some values.
 *
 * @param documents in their order
 */
record Chart(List<JsonNode> documents) {
    static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Refuses what a type does not have, also where the type itself would overlook it. */
    private static final ObjectMapper STRICT = new ObjectMapper(new YAMLFactory())
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated of) {
                    return super.findPropertyIgnoralByName(config, of).withoutIgnoreUnknown();
                }
            })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.ofEntries(
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("rbac.authorization.k8s.io/v1/Role", Role.class),
            Map.entry("rbac.authorization.k8s.io/v1/RoleBinding", RoleBinding.class),
            Map.entry("kafka.strimzi.io/v1/Kafka", Kafka.class),
            Map.entry("kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class),
            Map.entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
            Map.entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class),
            Map.entry("flink.apache.org/v1beta1/FlinkDeployment", FlinkDeployment.class));

    Chart {
        documents = List.copyOf(documents);
    }

    /**
     * Renders the release {@code shop}.
     *
     * @param values beside the chart's own, as YAML
     * @throws IllegalStateException that says what Helm refuses
     */
    static Chart of(String values) {
        return of("shop", values);
    }

    /** Renders a release of another name. */
    static Chart of(String release, String values) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                Files.writeString(file, values);
                TemplateCommand template = new Helm(Checkout.chart())
                        .template()
                        .withName(release)
                        .withNamespace("winnow")
                        .withKubeVersion("1.31")
                        .withValuesFile(file);
                List<JsonNode> documents = new ArrayList<>();
                YAML.readerFor(JsonNode.class)
                        .<JsonNode>readValues(template.call())
                        .forEachRemaining(documents::add);
                return new Chart(documents.stream()
                        .filter(document -> !document.isNull() && !document.isMissingNode())
                        .toList());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what Helm rendered is no YAML", e);
        }
    }

    /** Those of a kind. */
    List<JsonNode> all(String kind) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .toList();
    }

    /** The only one of a kind. */
    JsonNode one(String kind) {
        List<JsonNode> found = all(kind);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of the kind " + kind);
        }
        return found.get(0);
    }

    /** The pipeline's file. */
    String pipeline() {
        return one("ConfigMap").at("/data/pipeline.yaml").asText();
    }

    /**
     * A document as the type that Kubernetes and its operators read.
     *
     * @throws IOException that names what the type does not have
     */
    static HasMetadata typed(JsonNode document) throws IOException {
        String name = document.path("apiVersion").asText() + "/"
                + document.path("kind").asText();
        return STRICT.readerFor(Objects.requireNonNull(TYPES.get(name), () -> "no type for " + name))
                .readValue(STRICT.writeValueAsString(document));
    }
}
