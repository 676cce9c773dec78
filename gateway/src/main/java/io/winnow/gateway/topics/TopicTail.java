package io.winnow.gateway.topics;

import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest records of all partitions of some topics, and what comes, without a group. Goes on when the broker is away, and finds topics and partitions that come later. For one thread, but for {@link #wakeup} and {@link #problem}. */
public final class TopicTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ASK = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_MILLIS = 2_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Topic<?>> topics = new HashMap<>();
    private final Map<Topic<?>, Long> newest;
    private volatile Optional<String> problem = Optional.of("the broker has not answered yet");
    private long lookedMillis;

    /**
     * One that reads nothing yet.
     *
     * @param client properties of Kafka's clients
     * @param id what the broker's log is to call it
     * @param newest the topics, and how many of the newest records of each partition are read when it is found
     */
    public TopicTail(Map<String, String> client, TopicNames names, String id, Map<Topic<?>, Long> newest) {
        this.consumer = Consumers.reader(client, names, id);
        this.newest = Map.copyOf(newest);
        newest.keySet().forEach(topic -> topics.put(names.of(topic), topic));
    }

    /** Why nothing is read at the moment; empty where all is well. */
    public Optional<String> problem() {
        return problem;
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
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            tell(e);
            lookedMillis = System.currentTimeMillis();
        }
    }

    /** Warns once, not each time that it is tried again. */
    private void tell(KafkaException e) {
        Optional<String> now = Optional.of(
                "the broker does not answer or refuses: " + e.getClass().getSimpleName());
        if (!now.equals(problem)) {
            LOG.warn("following the topics of {}: {}", topics.keySet(), e.toString());
        }
        problem = now;
    }

    private void assign() {
        Map<String, List<PartitionInfo>> found = consumer.listTopics(ASK);
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
            Set<TopicPartition> all = new HashSet<>(known);
            all.addAll(fresh);
            consumer.assign(all);
            seek(fresh);
        }
        problem = found.keySet().containsAll(topics.keySet())
                ? Optional.empty()
                : Optional.of("not all of the pipeline's topics are there: winnow topics create");
    }

    private void seek(List<TopicPartition> fresh) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(fresh, ASK);
        Map<TopicPartition, Long> end = consumer.endOffsets(fresh, ASK);
        for (TopicPartition partition : fresh) {
            long begin = first.getOrDefault(partition, 0L);
            long there = end.getOrDefault(partition, begin) - begin;
            long wanted = newest.getOrDefault(topics.get(partition.topic()), 0L);
            consumer.seek(partition, begin + Math.max(0, there - wanted));
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
