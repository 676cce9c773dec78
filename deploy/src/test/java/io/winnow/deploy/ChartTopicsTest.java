package io.winnow.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.topics.Retentions;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicAcls;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicPlan;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The chart's topics and rights are the registry's: its two files are written from the code with {@code -Dwinnow.docs=write}. */
class ChartTopicsTest {
    private static final TopicNames NAMES = new TopicNames("winnow", "shop");
    private static final String BEGINNING = NAMES.prefix() + "." + NAMES.pipeline();

    @Test
    void topicsAreThoseOfTheRegistry() throws IOException {
        StringBuilder text = new StringBuilder("# Written from the topic registry.\n");
        for (Topic<?> topic : TopicRegistry.ALL) {
            text.append("- name: ").append(topic.name()).append('\n');
            text.append("  partitions: ").append(topic.partitions()).append('\n');
            if (TopicRegistry.OF_STREAMS.contains(topic)) {
                text.append("  ofStreams: true\n");
            }
            text.append("  settings:\n");
            topic.settings()
                    .forEach((key, value) -> text.append("    ")
                            .append(key)
                            .append(": \"")
                            .append(value)
                            .append("\"\n"));
        }
        isUpToDate("files/topics.yaml", text.toString());

        List<JsonNode> rendered = Chart.of("{}").all("KafkaTopic");
        assertThat(rendered)
                .extracting(topic -> topic.at("/spec/topicName").asText())
                .containsExactlyElementsOf(
                        TopicRegistry.ALL.stream().map(NAMES::of).toList());
        for (int i = 0; i < rendered.size(); i++) {
            JsonNode spec = rendered.get(i).path("spec");
            Topic<?> topic = TopicRegistry.ALL.get(i);
            assertThat(spec.path("partitions").asInt()).isEqualTo(topic.partitions());
            topic.settings()
                    .forEach((key, value) ->
                            assertThat(spec.path("config").path(key).asText()).isEqualTo(value));
        }
    }

    @Test
    void usersHaveTheRightsThatTheirRolesNeedAndNoOthers() throws IOException {
        StringBuilder text = new StringBuilder(
                "# Written from the rights that each role needs. Names go on behind PREFIX.PIPELINE.\n");
        for (TopicAcls.Role role : TopicAcls.Role.values()) {
            text.append(word(role)).append(":\n");
            for (TopicAcls.Acl acl : TopicAcls.of(NAMES)) {
                if (acl.role() == role) {
                    text.append("  - ").append(line(acl)).append('\n');
                }
            }
        }
        isUpToDate("files/rights.yaml", text.toString());

        List<JsonNode> users = Chart.of("{}").all("KafkaUser");
        assertThat(users)
                .extracting(user -> user.at("/metadata/name").asText())
                .containsExactlyInAnyOrder("shop-jobs", "shop-gateway", "shop-command", "shop-admin");
        for (JsonNode user : users) {
            String role = user.at("/metadata/name").asText().replaceFirst("shop-", "");
            assertThat(user.at("/spec/authorization/acls"))
                    .extracting(acl -> granted(acl))
                    .containsExactlyElementsOf(TopicAcls.of(NAMES).stream()
                            .filter(acl -> word(acl.role()).equals(role))
                            .map(ChartTopicsTest::right)
                            .toList());
        }
    }

    @Test
    void jobsMayReadTheOtherPipelinesTopicsThatTheirStagesDo() {
        assertThat(rightsBeside("pipeline: {stages: [prune, read], edges: {tokens: 'kafka:yard'}}"))
                .containsExactlyElementsOf(ofOther("yard", TopicRegistry.TOKENS));
        assertThat(rightsBeside("pipeline: {stages: [read], edges: {tokens: 'kafka:hall', pruned: 'kafka:yard'}}"))
                .containsExactlyElementsOf(ofOther("yard", TopicRegistry.PRUNED));
        assertThat(rightsBeside("pipeline: {stages: [prune, read], edges: {tokens: kafka}}"))
                .isEmpty();
    }

    /** What the chart's user of the jobs may do beside what every pipeline's may. */
    private static List<String> rightsBeside(String values) {
        List<String> every = TopicAcls.of(NAMES).stream()
                .filter(acl -> acl.role() == TopicAcls.Role.JOBS)
                .map(ChartTopicsTest::right)
                .toList();
        return Chart.of(values).all("KafkaUser").stream()
                .filter(user -> user.at("/metadata/name").asText().equals("shop-jobs"))
                .flatMap(user -> user.at("/spec/authorization/acls").valueStream())
                .map(ChartTopicsTest::granted)
                .filter(right -> !every.contains(right))
                .toList();
    }

    private static List<String> ofOther(String pipeline, Topic<?> topic) {
        TopicPlan other = new TopicPlan(NAMES.withPipeline(pipeline), List.of(topic), Map.of(), (short) 0);
        return TopicAcls.ofOther(other).stream().map(ChartTopicsTest::right).toList();
    }

    private static String granted(JsonNode acl) {
        return acl.at("/operations/0").asText() + " "
                + acl.at("/resource/type").asText() + " "
                + acl.at("/resource/name").asText();
    }

    private static String right(TopicAcls.Acl acl) {
        return acl.operation() + " " + resource(acl) + " " + (acl.resource().equals("cluster") ? "" : acl.name());
    }

    private static String line(TopicAcls.Acl acl) {
        String name = acl.resource().equals("cluster") ? "" : acl.name().substring(BEGINNING.length());
        return "{resource: " + resource(acl) + ", name: \"" + name + "\", pattern: "
                + (acl.prefixed() ? "prefix" : "literal") + ", operation: " + acl.operation()
                + (ofStreams(acl) ? ", ofStreams: true" : "") + "}";
    }

    private static boolean ofStreams(TopicAcls.Acl acl) {
        return TopicRegistry.OF_STREAMS.stream().map(NAMES::of).anyMatch(acl.name()::equals);
    }

    private static String word(TopicAcls.Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** As Strimzi writes it. */
    private static String resource(TopicAcls.Acl acl) {
        return acl.resource().equals("transactional-id") ? "transactionalId" : acl.resource();
    }

    @Test
    void aSourceWithARetentionOfItsOwnHasTopicsAndRightsOfItsOwn() {
        Chart chart = Chart.of("""
                pipeline:
                  sources:
                    - /videos/door.mp4
                    - {id: gate, address: /videos/gate.mp4, retention: 60min}
                    - {id: walk, address: /videos/walk, retention: 1h}
                    - {id: till, address: /videos/till.mp4, retention: 60d}
                    - {id: yard, address: /videos/yard.mp4, retention: 10min}
                """);
        Retentions retentions = new Retentions(
                Map.of("gate", Duration.ofHours(1), "till", Duration.ofDays(60), "yard", Duration.ofMinutes(10)));
        List<? extends Topic<?>> wanted = TopicRegistry.ALL.stream()
                .flatMap(topic -> retentions.topics(topic).stream())
                .toList();
        Map<String, JsonNode> rendered = chart.all("KafkaTopic").stream()
                .map(topic -> topic.path("spec"))
                .collect(Collectors.toMap(spec -> spec.path("topicName").asText(), spec -> spec));
        assertThat(rendered.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        wanted.stream().map(NAMES::of).toList());
        wanted.forEach(topic -> {
            JsonNode spec = Objects.requireNonNull(rendered.get(NAMES.of(topic)));
            assertThat(spec.path("partitions").asInt()).isEqualTo(topic.partitions());
            Map<String, String> config = new TreeMap<>();
            spec.path("config")
                    .properties()
                    .forEach(
                            entry -> config.put(entry.getKey(), entry.getValue().asText()));
            assertThat(config).as(topic.name()).isEqualTo(topic.settings());
        });
        List<String> rights = new ArrayList<>();
        chart.all("KafkaUser")
                .forEach(user -> user.at("/spec/authorization/acls")
                        .forEach(acl -> rights.add(user.at("/metadata/name").asText() + " "
                                + acl.at("/operations/0").asText() + " "
                                + acl.at("/resource/name").asText())));
        assertThat(rights)
                .containsExactlyInAnyOrderElementsOf(TopicAcls.of(NAMES, retentions).stream()
                        .map(acl -> "shop-" + word(acl.role()) + " " + acl.operation() + " "
                                + (acl.resource().equals("cluster") ? "" : acl.name()))
                        .toList());
    }

    @Test
    void whatHoldsRecordsOutlivesTheRelease() {
        Chart chart = Chart.of("{}");
        for (String kind : List.of("Kafka", "KafkaNodePool", "KafkaTopic", "PersistentVolumeClaim")) {
            assertThat(chart.all(kind))
                    .isNotEmpty()
                    .allSatisfy(document -> assertThat(document.at("/metadata/annotations")
                                    .path("helm.sh/resource-policy")
                                    .asText())
                            .isEqualTo("keep"));
        }
    }

    @Test
    void aContainersLogIsSetUpAsTheImageHasIt() throws IOException {
        isUpToDate(
                "files/log4j-console.properties",
                Files.readString(Checkout.deploy().resolve("image/root/opt/flink/conf/log4j-console.properties")));
    }

    private static void isUpToDate(String name, String text) throws IOException {
        Path file = Checkout.chart().resolve(name);
        if ("write".equals(System.getProperty("winnow.docs"))) {
            Files.writeString(file, text);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as(
                        () -> file + " is stale; write it anew with"
                                + " mvn -pl deploy -am test -Dtest=ChartTopicsTest -Dwinnow.docs=write -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(text);
        assertThat(text.lines().collect(Collectors.joining())).isNotEmpty();
    }
}
