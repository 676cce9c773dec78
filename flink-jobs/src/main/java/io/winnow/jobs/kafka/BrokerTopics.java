package io.winnow.jobs.kafka;

import io.winnow.jobs.definition.ClientProperties;
import io.winnow.jobs.definition.DefinitionException;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicCheck;
import io.winnow.topics.TopicCreator;
import io.winnow.topics.TopicFinding;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicPlan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.ClientDnsLookup;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;

/** Asks the broker about a pipeline's topics before its jobs are made. */
public final class BrokerTopics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LISTENS = Duration.ofSeconds(3);
    private static final String API_TIMEOUT = "default.api.timeout.ms";

    private final Admin admin;
    private final KafkaOptions options;

    private BrokerTopics(Admin admin, KafkaOptions options) {
        this.admin = admin;
        this.options = options;
    }

    /**
     * Connects.
     *
     * @throws BrokerUnreachable where nobody listens, or answers, within {@code default.api.timeout.ms}; 3 and 5 seconds where the pipeline does not set it
     */
    public static BrokerTopics connect(KafkaOptions options) {
        Properties properties = ClientProperties.of(options);
        properties.setProperty("client.id", options.prefix() + ".setup");
        Duration listening = Optional.ofNullable(properties.getProperty(API_TIMEOUT))
                .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
                .orElse(LISTENS);
        properties.putIfAbsent("request.timeout.ms", Long.toString(PATIENCE.toMillis() / 2));
        properties.putIfAbsent(API_TIMEOUT, Long.toString(PATIENCE.toMillis()));
        Admin admin;
        try {
            admin = Admin.create(properties);
        } catch (KafkaException e) {
            throw refused(options, e.getCause() == null ? e : e.getCause());
        }
        try {
            Optional<IOException> refusal = Listening.refusal(addresses(options), listening);
            if (refusal.isPresent()) {
                admin.close(Duration.ZERO);
                throw new BrokerUnreachable(options.bootstrap(), refusal.get());
            }
            admin.describeCluster().clusterId().get();
            return new BrokerTopics(admin, options);
        } catch (ExecutionException e) {
            admin.close(Duration.ZERO);
            throw new BrokerUnreachable(options.bootstrap(), e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            admin.close(Duration.ZERO);
            Thread.currentThread().interrupt();
            throw new BrokerUnreachable(options.bootstrap(), e);
        }
    }

    private static List<InetSocketAddress> addresses(KafkaOptions options) {
        return ClientUtils.parseAndValidateAddresses(
                List.of(options.bootstrap().split("\\s*,\\s*")), ClientDnsLookup.USE_ALL_DNS_IPS);
    }

    /** Names that are not known today may be tomorrow; what is no address never is. */
    private static RuntimeException refused(KafkaOptions options, Throwable cause) {
        boolean noAddress = cause instanceof ConfigException
                && String.valueOf(cause.getMessage()).startsWith("Invalid url");
        return noAddress
                ? new DefinitionException(
                        "BAD_VALUE",
                        "kafka.bootstrap cannot be " + options.bootstrap() + ": it is no HOST:PORT",
                        "kafka.bootstrap",
                        "Write kafka.bootstrap: HOST:9092.")
                : new BrokerUnreachable(options.bootstrap(), cause);
    }

    /** The client, for whoever needs more. */
    public Admin admin() {
        return admin;
    }

    /** Creates what is missing and says what is wrong with the rest. */
    public List<TopicFinding> prepare(TopicPlan plan) throws InterruptedException {
        new TopicCreator(admin).create(plan);
        return new TopicCheck(admin).findings(plan);
    }

    /** Says what is missing or wrong. */
    public List<TopicFinding> check(TopicPlan plan) throws InterruptedException {
        return new TopicCheck(admin).findings(plan);
    }

    /** Full names of all that this user may see. */
    public Set<String> names() throws InterruptedException {
        try {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new BrokerUnreachable(options.bootstrap(), e.getCause() == null ? e : e.getCause());
        }
    }

    /** How many partitions each topic has, by its full name. */
    public Map<String, Integer> partitions(TopicNames names, List<Topic<?>> topics) throws InterruptedException {
        Map<String, Integer> counts = new TreeMap<>();
        try {
            for (Map.Entry<String, TopicDescription> entry : admin.describeTopics(
                            topics.stream().map(names::of).toList())
                    .allTopicNames()
                    .get()
                    .entrySet()) {
                counts.put(entry.getKey(), entry.getValue().partitions().size());
            }
        } catch (ExecutionException e) {
            throw new BrokerUnreachable(options.bootstrap(), e.getCause() == null ? e : e.getCause());
        }
        return counts;
    }

    /** Where each topic ends, partition by partition. */
    public Map<String, List<Long>> ends(Map<String, Integer> partitions) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach((topic, count) -> {
            for (int partition = 0; partition < count; partition++) {
                asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        });
        Map<String, List<Long>> ends = new TreeMap<>();
        try {
            ListOffsetsResult result = admin.listOffsets(asked);
            for (Map.Entry<String, Integer> topic : partitions.entrySet()) {
                List<Long> offsets = new ArrayList<>();
                for (int partition = 0; partition < topic.getValue(); partition++) {
                    offsets.add(result.partitionResult(new TopicPartition(topic.getKey(), partition))
                            .get()
                            .offset());
                }
                ends.put(topic.getKey(), offsets);
            }
        } catch (ExecutionException e) {
            throw new BrokerUnreachable(options.bootstrap(), e.getCause() == null ? e : e.getCause());
        }
        return ends;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
