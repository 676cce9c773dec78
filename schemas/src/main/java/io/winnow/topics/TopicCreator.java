package io.winnow.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates what a plan needs and a broker lacks. Leaves existing topics as they are; {@link TopicCheck} says what is wrong with those. */
public final class TopicCreator {
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Admin admin;

    public TopicCreator(Admin admin) {
        this.admin = admin;
    }

    /**
     * Full names of those it created.
     *
     * @throws TopicAdminException where the broker does not answer or refuses one
     */
    public List<String> create(TopicPlan plan) throws InterruptedException {
        Map<String, KafkaFuture<Void>> results = admin.createTopics(plan.topics().stream()
                        .map(topic -> creation(plan, topic))
                        .toList())
                .values();
        List<String> created = new ArrayList<>();
        for (Topic<?> topic : plan.topics()) {
            String full = plan.names().of(topic);
            try {
                Objects.requireNonNull(results.get(full)).get();
                created.add(full);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw TopicAdminException.of("create topic " + full, e);
                }
            }
        }
        awaitVisible(created);
        return created;
    }

    /** A topic is created before every broker knows it: returns when the one asked does. */
    void awaitVisible(Collection<String> topics) throws InterruptedException {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (true) {
            try {
                admin.describeTopics(topics).allTopicNames().get();
                return;
            } catch (ExecutionException e) {
                boolean later = e.getCause() instanceof UnknownTopicOrPartitionException;
                if (!later || System.nanoTime() > deadline) {
                    throw TopicAdminException.of("show the new topics " + topics, e);
                }
                Thread.sleep(POLL.toMillis());
            }
        }
    }

    private static NewTopic creation(TopicPlan plan, Topic<?> topic) {
        Optional<Short> replication = plan.replication() == 0 ? Optional.empty() : Optional.of(plan.replication());
        return new NewTopic(plan.names().of(topic), Optional.of(plan.partitionsOf(topic)), replication)
                .configs(topic.settings());
    }
}
