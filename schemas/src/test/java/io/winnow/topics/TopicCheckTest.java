package io.winnow.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.winnow.topics.TopicFinding.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicCheckTest {
    private static TestBroker broker;
    private static Admin admin;

    @BeforeAll
    static void start(@TempDir Path folder) {
        broker = new TestBroker(folder);
        admin = broker.admin();
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void createsWhatIsMissingAndThenFindsNothing() throws Exception {
        TopicPlan plan = TopicPlan.of(new TopicNames("winnow", "fresh"));
        assertThat(new TopicCheck(admin).findings(plan))
                .hasSameSizeAs(TopicRegistry.ALL)
                .allMatch(finding -> finding.kind() == Kind.TOPIC_MISSING)
                .allMatch(finding -> finding.hint().contains("winnow topics create"));
        assertThat(new TopicCreator(admin).create(plan)).hasSameSizeAs(TopicRegistry.ALL);
        assertThat(new TopicCheck(admin).findings(plan)).isEmpty();
        assertThat(new TopicCreator(admin).create(plan)).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithEachTopic() throws Exception {
        TopicNames names = new TopicNames("winnow", "crooked");
        admin.createTopics(List.of(
                        topic(names, TopicRegistry.TOKENS, 1, Map.of("max.message.bytes", "4194304")),
                        topic(names, TopicRegistry.STREAMS, 1, Map.of()),
                        topic(names, TopicRegistry.ANSWERS, 4, Map.of("max.message.bytes", "1000"))))
                .all()
                .get();
        TopicPlan plan = new TopicPlan(
                names, List.of(TopicRegistry.TOKENS, TopicRegistry.STREAMS, TopicRegistry.ANSWERS), Map.of(), (short)
                        0);
        new TopicCreator(admin)
                .awaitVisible(plan.topics().stream().map(names::of).toList());
        assertThat(new TopicCheck(admin).findings(plan))
                .extracting(TopicFinding::kind, TopicFinding::topic)
                .containsExactlyInAnyOrder(
                        tuple(Kind.TOPIC_PARTITIONS, "winnow.crooked.tokens.v1"),
                        tuple(Kind.TOPIC_CLEANUP, "winnow.crooked.streams.v1"),
                        tuple(Kind.TOPIC_RECORD_SIZE, "winnow.crooked.answers.v1"));
        TopicPlan modest = new TopicPlan(names, List.of(TopicRegistry.TOKENS), Map.of("tokens", 1), (short) 1);
        assertThat(new TopicCheck(admin).findings(modest)).isEmpty();
    }

    @Test
    void aTopicWhoseNamePromisesARetentionMayKeepNothingForLonger() throws Exception {
        TopicNames names = new TopicNames("winnow", "promised");
        Topic<?> hour = TopicRegistry.TOKENS.kept(Duration.ofHours(1));
        Topic<?> day = TopicRegistry.TOKENS.kept(Duration.ofDays(1));
        Topic<?> week = TopicRegistry.TOKENS.kept(Duration.ofDays(7));
        Map<String, String> settings = new TreeMap<>(hour.settings());
        settings.put("retention.ms", "60000");
        admin.createTopics(List.of(
                        topic(names, hour, 4, settings),
                        topic(names, day, 4, TopicRegistry.TOKENS.settings()),
                        topic(names, week, 4, TopicRegistry.TOKENS.settings())))
                .all()
                .get();
        TopicPlan plan = new TopicPlan(names, List.of(hour, day, week), Map.of(), (short) 0);
        new TopicCreator(admin)
                .awaitVisible(plan.topics().stream().map(names::of).toList());
        assertThat(new TopicCheck(admin).findings(plan)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.TOPIC_RETENTION);
            assertThat(finding.topic()).isEqualTo("winnow.promised.tokens-1d.v1");
            assertThat(finding.hint()).endsWith("--add-config retention.ms=86400000");
        });
    }

    @Test
    void saysThatABrokerIsNotThere() {
        try (Admin nowhere = Admin.create(Map.of(
                "bootstrap.servers",
                "127.0.0.1:1",
                "request.timeout.ms",
                "300",
                "default.api.timeout.ms",
                "300",
                "reconnect.backoff.ms",
                "50"))) {
            TopicPlan plan = TopicPlan.of(new TopicNames("winnow", "lost"));
            assertThatThrownBy(() -> new TopicCheck(nowhere).findings(plan))
                    .isInstanceOfSatisfying(
                            TopicAdminException.class,
                            e -> assertThat(e.unreachable()).isTrue())
                    .hasMessageContaining("check that the broker runs");
        }
    }

    private static NewTopic topic(TopicNames names, Topic<?> topic, int partitions, Map<String, String> settings) {
        return new NewTopic(names.of(topic), Optional.of(partitions), Optional.empty()).configs(settings);
    }
}
