package io.winnow.topics;

import io.winnow.topics.TopicFinding.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Compares a broker's topics with what a plan needs. How long to keep records is the operator's choice, but for topics whose name promises it. */
public final class TopicCheck {
    private final Admin admin;

    public TopicCheck(Admin admin) {
        this.admin = admin;
    }

    /**
     * What a run of this plan would fail on; empty where nothing is.
     *
     * @throws TopicAdminException where the broker does not answer
     */
    public List<TopicFinding> findings(TopicPlan plan) throws InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> descriptions = admin.describeTopics(
                        plan.topics().stream().map(plan.names()::of).toList())
                .topicNameValues();
        List<TopicFinding> findings = new ArrayList<>();
        Map<Topic<?>, String> present = new LinkedHashMap<>();
        for (Topic<?> topic : plan.topics()) {
            String full = plan.names().of(topic);
            try {
                int partitions = Objects.requireNonNull(descriptions.get(full))
                        .get()
                        .partitions()
                        .size();
                partitions(plan, topic, partitions).ifPresent(findings::add);
                present.put(topic, full);
            } catch (ExecutionException e) {
                findings.add(absent(full, e));
            }
        }
        findings.addAll(settings(present));
        return findings;
    }

    private static TopicFinding absent(String full, ExecutionException failure) {
        if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
            return new TopicFinding(
                    Kind.TOPIC_MISSING, full, "the topic is not there", "create it with: winnow topics create");
        }
        if (failure.getCause() instanceof AuthorizationException) {
            return forbidden(full);
        }
        throw TopicAdminException.of("describe topic " + full, failure);
    }

    private static TopicFinding forbidden(String full) {
        return new TopicFinding(
                Kind.TOPIC_FORBIDDEN,
                full,
                "the broker does not let this user describe the topic",
                "grant what winnow topics acls lists");
    }

    private static Optional<TopicFinding> partitions(TopicPlan plan, Topic<?> topic, int partitions) {
        int needed = plan.partitionsOf(topic);
        if (partitions >= needed) {
            return Optional.empty();
        }
        String full = plan.names().of(topic);
        return Optional.of(new TopicFinding(
                Kind.TOPIC_PARTITIONS,
                full,
                "the topic has " + partitions + " partitions where " + needed + " are needed",
                "while no run uses it: kafka-topics.sh --alter --topic " + full + " --partitions " + needed));
    }

    private List<TopicFinding> settings(Map<Topic<?>, String> present) throws InterruptedException {
        Map<ConfigResource, KafkaFuture<Config>> configs = admin.describeConfigs(
                        present.values().stream().map(TopicCheck::resource).toList())
                .values();
        List<TopicFinding> findings = new ArrayList<>();
        for (Map.Entry<Topic<?>, String> entry : present.entrySet()) {
            Topic<?> topic = entry.getKey();
            String full = entry.getValue();
            try {
                Config config =
                        Objects.requireNonNull(configs.get(resource(full))).get();
                cleanup(topic, full, config).ifPresent(findings::add);
                recordSize(topic, full, config).ifPresent(findings::add);
                retention(topic, full, config).ifPresent(findings::add);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof AuthorizationException)) {
                    throw TopicAdminException.of("describe the settings of topic " + full, e);
                }
                findings.add(forbidden(full));
            }
        }
        return findings;
    }

    private static Optional<TopicFinding> cleanup(Topic<?> topic, String full, Config config) {
        String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        if (policy.equals(topic.cleanup().policy())) {
            return Optional.empty();
        }
        return Optional.of(new TopicFinding(
                Kind.TOPIC_CLEANUP,
                full,
                "the topic's " + TopicConfig.CLEANUP_POLICY_CONFIG + " is " + policy + " and must be "
                        + topic.cleanup().policy(),
                alter(full, TopicConfig.CLEANUP_POLICY_CONFIG, topic.cleanup().policy())));
    }

    private static Optional<TopicFinding> recordSize(Topic<?> topic, String full, Config config) {
        long largest =
                Long.parseLong(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
        if (largest >= topic.largestBytes()) {
            return Optional.empty();
        }
        return Optional.of(new TopicFinding(
                Kind.TOPIC_RECORD_SIZE,
                full,
                "the topic takes records of " + largest + " bytes, and must take " + topic.largestBytes(),
                alter(full, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(topic.largestBytes()))));
    }

    private static Optional<TopicFinding> retention(Topic<?> topic, String full, Config config) {
        long kept = Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
        long promised = topic.retention().map(Duration::toMillis).orElse(Long.MAX_VALUE);
        if (!topic.promised() || (kept >= 0 && kept <= promised)) {
            return Optional.empty();
        }
        return Optional.of(new TopicFinding(
                Kind.TOPIC_RETENTION,
                full,
                "the topic's " + TopicConfig.RETENTION_MS_CONFIG + " is " + kept + " and its name promises " + promised
                        + " at most",
                alter(full, TopicConfig.RETENTION_MS_CONFIG, String.valueOf(promised))));
    }

    private static String alter(String full, String setting, String value) {
        return "kafka-configs.sh --alter --entity-type topics --entity-name " + full + " --add-config " + setting + "="
                + value;
    }

    private static ConfigResource resource(String full) {
        return new ConfigResource(ConfigResource.Type.TOPIC, full);
    }
}
