package io.winnow.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.winnow.topics.Topic.Cleanup;
import io.winnow.topics.TopicAcls.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicRegistryTest {
    private final TopicNames names = new TopicNames("winnow", "shop");

    @Test
    void listsEveryTopicOfTheLine() {
        assertThat(TopicRegistry.ALL)
                .extracting(Topic::name)
                .doesNotHaveDuplicates()
                .contains(
                        "tokens",
                        "pruned",
                        "questions",
                        "answers",
                        "answer-deltas",
                        "standing-questions",
                        "alerts",
                        "control",
                        "streams",
                        "metrics",
                        "sources.dlq",
                        "tokens.dlq",
                        "pruned.dlq",
                        "questions.dlq");
    }

    @Test
    void compactsWhatHasOneStateAKeyAndDeletesTheRest() {
        assertThat(TopicRegistry.ALL.stream()
                        .filter(topic -> topic.cleanup() == Cleanup.COMPACT)
                        .map(Topic::name))
                .containsExactlyInAnyOrder("standing-questions", "control", "streams");
        assertThat(TopicRegistry.METRICS.retention()).contains(Duration.ofHours(1));
        assertThat(TopicRegistry.METRICS.settings())
                .containsEntry("retention.ms", "3600000")
                .containsEntry("segment.ms", "900000")
                .containsEntry("cleanup.policy", "delete");
        assertThat(TopicRegistry.STREAMS.settings())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("delete.retention.ms", "2592000000")
                .doesNotContainKey("retention.ms");
    }

    @Test
    void aQuestionOfAWrongClockIsNotRemovedBeforeItIsRead() {
        assertThat(TopicRegistry.QUESTIONS.settings()).containsEntry("message.timestamp.type", "LogAppendTime");
        assertThat(TopicRegistry.TOKENS.settings()).doesNotContainKey("message.timestamp.type");
    }

    @Test
    void aDeadLetterFitsTheLargestRecordOfItsTopic() {
        for (Topic<?> topic : TopicRegistry.ALL) {
            TopicRegistry.deadLettersOf(topic)
                    .ifPresent(dlq -> assertThat(dlq.largestBytes()).isGreaterThan(topic.largestBytes()));
        }
        assertThat(TopicRegistry.deadLettersOf(TopicRegistry.TOKENS)).contains(TopicRegistry.TOKENS_DLQ);
        assertThat(TopicRegistry.deadLettersOf(TopicRegistry.METRICS)).isEmpty();
    }

    @Test
    void namesTopicsInFull() {
        assertThat(names.of(TopicRegistry.TOKENS)).isEqualTo("winnow.shop.tokens.v1");
        assertThat(names.of(TopicRegistry.SOURCES_DLQ)).isEqualTo("winnow.shop.sources.dlq.v1");
        assertThat(TopicNames.deadLettersOf(names.of(TopicRegistry.TOKENS)))
                .isEqualTo(names.of(TopicRegistry.TOKENS_DLQ));
        assertThat(TopicNames.originOf(names.of(TopicRegistry.TOKENS_DLQ))).isEqualTo(names.of(TopicRegistry.TOKENS));
    }

    @Test
    void refusesNamesThatATopicCannotHave() {
        assertThatThrownBy(() -> new TopicNames("winnow", "My Shop")).hasMessageContaining("lower-case");
        assertThatThrownBy(() -> new TopicNames("a.b", "shop")).hasMessageContaining("prefix");
        assertThatThrownBy(() -> new TopicPlan(names, TopicRegistry.ALL, Map.of("tokens", 0), (short) 0))
                .hasMessageContaining("0 partitions for topic tokens");
    }

    @Test
    void listsTheRightsOfEachRoleWithoutRightsItDoesNotNeed() {
        Map<Role, Set<String>> lines = TopicAcls.of(names).stream()
                .collect(Collectors.groupingBy(
                        TopicAcls.Acl::role, Collectors.mapping(TopicAcls.Acl::line, Collectors.toSet())));
        assertThat(lines.get(Role.JOBS))
                .contains(
                        "kafka-acls.sh --add --allow-principal 'User:<jobs>' --operation Write --topic 'winnow.shop.tokens.v1'",
                        "kafka-acls.sh --add --allow-principal 'User:<jobs>' --operation Read --group 'winnow.shop.' --resource-pattern-type prefixed")
                .noneMatch(line -> line.contains("Create"));
        assertThat(lines.get(Role.GATEWAY))
                .contains(
                        "kafka-acls.sh --add --allow-principal 'User:<gateway>' --operation Read --group 'winnow.shop.webhooks.' --resource-pattern-type prefixed")
                .noneMatch(
                        line -> line.contains("Write") && !line.matches(".*(questions|metrics|alerts[.]dlq)[.]v1.*"));
        assertThat(lines.get(Role.GATEWAY)).noneMatch(line -> line.contains("'winnow.shop.tokens.v1'"));
        assertThat(lines.get(Role.JOBS))
                .filteredOn(line -> line.contains("alerts.dlq"))
                .noneMatch(line -> line.contains("Read") || line.contains("Write"));
    }

    @Test
    void jobsMayReadWhatTheyNeedOfAnotherPipelineAndNothingElseOfIt() {
        TopicPlan other = new TopicPlan(names.withPipeline("mall"), List.of(TopicRegistry.TOKENS), Map.of(), (short) 0);
        assertThat(TopicAcls.ofOther(other))
                .extracting(TopicAcls.Acl::role, TopicAcls.Acl::operation, TopicAcls.Acl::name)
                .containsExactly(
                        tuple(Role.JOBS, "Read", "winnow.mall.tokens.v1"),
                        tuple(Role.JOBS, "Read", "winnow.mall.tokens-"),
                        tuple(Role.JOBS, "Describe", "winnow.mall.tokens.v1"),
                        tuple(Role.JOBS, "Describe", "winnow.mall.tokens-"),
                        tuple(Role.JOBS, "DescribeConfigs", "winnow.mall.tokens.v1"),
                        tuple(Role.JOBS, "DescribeConfigs", "winnow.mall.tokens-"));
    }

    @Test
    void jobsMayCompareEveryTopicAndAGatewayMayReadEveryDeadLetter() {
        for (Topic<?> topic : TopicRegistry.ALL) {
            assertThat(operations(Role.JOBS, topic)).contains("Describe", "DescribeConfigs");
            if (topic.deadLetters()) {
                assertThat(operations(Role.GATEWAY, topic)).contains("Read");
            }
        }
    }

    private Set<String> operations(Role role, Topic<?> topic) {
        return TopicAcls.of(names).stream()
                .filter(acl -> acl.role() == role && acl.name().equals(names.of(topic)))
                .map(TopicAcls.Acl::operation)
                .collect(Collectors.toSet());
    }
}
