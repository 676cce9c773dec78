package io.winnow.gateway.topics;

import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest records of all partitions of some topics, and of those beside them for sources with a retention of their own, and what comes, without a group. Goes on when the broker is away, and finds topics and partitions that come later. Where {@code control} is among the topics it is read to its end before any other, so that nobody is told what was forgotten. For one thread, but for {@link #wakeup}, {@link #problem} and {@link #caughtUp}. */
public final class TopicTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ASK = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_MILLIS = 2_000;

    private final Consumer<byte[], byte[]> consumer;
    private final TopicNames names;
    private final Map<String, Topic<?>> topics = new HashMap<>();
    private final Map<Topic<?>, Long> newest;
    private final String needed;

    /** Where each partition ended when it was found, while what was there is not yet read. */
    private final Map<TopicPartition, Long> unread = new HashMap<>();

    private final Set<Topic<?>> caughtUp = ConcurrentHashMap.newKeySet();
    private volatile Optional<String> problem = Optional.of("the broker has not answered yet");
    private long lookedMillis;
    private boolean looked;

    /**
     * One that reads nothing yet.
     *
     * @param client properties of Kafka's clients
     * @param id what the broker's log is to call it
     * @param newest the topics, and how many of the newest records of each partition are read when it is found
     */
    public TopicTail(Map<String, String> client, TopicNames names, String id, Map<Topic<?>, Long> newest) {
        this(Consumers.reader(client, names, id), names, newest);
    }

    /** One that reads by a consumer, which it closes. */
    TopicTail(Consumer<byte[], byte[]> consumer, TopicNames names, Map<Topic<?>, Long> newest) {
        this.consumer = consumer;
        this.names = names;
        this.newest = Map.copyOf(newest);
        this.needed = names.of(TopicRegistry.METRICS);
        newest.keySet().forEach(topic -> topics.put(names.of(topic), topic));
    }

    /** Why nothing is read at the moment; empty where all is well, although topics that not every pipeline has may be missing. */
    public Optional<String> problem() {
        return problem;
    }

    /** Whether a topic was read to the end that it had when it was found. */
    public boolean caughtUp(Topic<?> topic) {
        return caughtUp.contains(topic);
    }

    /** Whether all is read that a topic had when it was found, or it was looked for and is not there. For the thread that polls. */
    boolean settled(Topic<?> topic) {
        return looked && unread.keySet().stream().noneMatch(partition -> topic.equals(topics.get(partition.topic())));
    }

    /**
     * Waits a moment for records.
     *
     * @throws WakeupException after {@link #wakeup}
     * @throws InterruptedException where the thread was interrupted
     */
    public void poll(BiConsumer<Topic<?>, ConsumerRecord<byte[], byte[]>> each) throws InterruptedException {
        try {
            long now = System.currentTimeMillis();
            if (now - lookedMillis > LOOK_AGAIN_MILLIS) {
                assign();
                lookedMillis = now;
            }
            lead();
            if (consumer.assignment().isEmpty()) {
                Thread.sleep(POLL.toMillis());
                return;
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Topic<?> topic = topics.get(record.topic());
                if (topic != null) {
                    each.accept(topic, record);
                }
            }
            catchUp();
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            tell(e);
            lookedMillis = System.currentTimeMillis();
        }
    }

    /** Has the others wait until it is known what was forgotten. */
    private void lead() {
        if (settled(TopicRegistry.CONTROL)) {
            consumer.resume(consumer.paused());
        } else if (newest.containsKey(TopicRegistry.CONTROL)) {
            consumer.pause(consumer.assignment().stream()
                    .filter(partition -> !TopicRegistry.CONTROL.equals(topics.get(partition.topic())))
                    .toList());
        }
    }

    /** Warns once, not each time that it is tried again. */
    private void tell(KafkaException e) {
        Optional<String> now = Optional.of(
                e instanceof TopicAuthorizationException refusal
                        ? "the broker refuses the topics " + refusal.unauthorizedTopics() + ": winnow topics acls"
                        : "the broker does not answer or refuses: "
                                + e.getClass().getSimpleName());
        if (!now.equals(problem)) {
            LOG.warn("following the topics of {}: {}", topics.keySet(), e.toString());
        }
        problem = now;
    }

    private void assign() {
        Map<String, List<PartitionInfo>> found = consumer.listTopics(ASK);
        newest.keySet()
                .forEach(
                        topic -> names.among(topic, found.keySet()).forEach(kept -> topics.put(names.of(kept), topic)));
        askForLacking(found);
        Set<TopicPartition> known = consumer.assignment();
        List<TopicPartition> fresh = new ArrayList<>();
        for (String topic : topics.keySet()) {
            for (PartitionInfo partition : found.getOrDefault(topic, List.of())) {
                TopicPartition candidate = new TopicPartition(topic, partition.partition());
                if (!known.contains(candidate)) {
                    fresh.add(candidate);
                }
            }
        }
        if (!fresh.isEmpty()) {
            follow(known, fresh);
        }
        looked = true;
        problem = found.containsKey(needed)
                ? Optional.empty()
                : Optional.of("the topic " + needed + " is not there: winnow topics create");
    }

    /**
     * A topic that may not be described is not listed either. Where there is no {@code control}, nothing was forgotten.
     *
     * @throws TopicAuthorizationException where nobody can say whether there is one
     */
    private void askForLacking(Map<String, List<PartitionInfo>> found) {
        topics.forEach((name, topic) -> {
            if (topic.equals(TopicRegistry.CONTROL) && !found.containsKey(name)) {
                consumer.partitionsFor(name, ASK);
            }
        });
    }

    /** Looks where to begin before it takes partitions in: where that fails, they are found anew. */
    private void follow(Set<TopicPartition> known, List<TopicPartition> fresh) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(fresh, ASK);
        Map<TopicPartition, Long> end = consumer.endOffsets(fresh, ASK);
        Set<TopicPartition> all = new HashSet<>(known);
        all.addAll(fresh);
        consumer.assign(all);
        for (TopicPartition partition : fresh) {
            long begin = first.getOrDefault(partition, 0L);
            long there = end.getOrDefault(partition, begin) - begin;
            long wanted = newest.getOrDefault(topics.get(partition.topic()), 0L);
            consumer.seek(partition, begin + Math.max(0, there - wanted));
            unread.put(partition, begin + there);
        }
    }

    private void catchUp() {
        if (unread.entrySet().removeIf(each -> consumer.position(each.getKey(), ASK) >= each.getValue())) {
            consumer.assignment().stream()
                    .flatMap(partition -> Optional.ofNullable(topics.get(partition.topic())).stream())
                    .filter(this::settled)
                    .forEach(caughtUp::add);
        }
    }

    /** Ends a poll that waits, from another thread. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
