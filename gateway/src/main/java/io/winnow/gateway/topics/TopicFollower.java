package io.winnow.gateway.topics;

import io.winnow.gateway.live.LiveState;
import io.winnow.records.Answer;
import io.winnow.records.Question;
import io.winnow.records.StandingQuestion;
import io.winnow.records.avro.RecordFormatException;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all partitions of the topics that the page shows, without a group, on a thread of its own, and tells the state. Goes on when the broker is away, and finds topics and partitions that come later. */
public final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ASK = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_MILLIS = 2_000;
    private static final long TICK_MILLIS = 1_000;

    /** How many of the newest records of each partition are read when it is found; those of a compacted topic all are. */
    private static final Map<Topic<?>, Long> NEWEST = Map.of(
            TopicRegistry.METRICS, 2_000L,
            TopicRegistry.QUESTIONS, 100L,
            TopicRegistry.ANSWERS, 100L,
            TopicRegistry.ANSWER_DELTAS, 0L,
            TopicRegistry.STANDING_QUESTIONS, Long.MAX_VALUE,
            TopicRegistry.ALERTS, 100L,
            TopicRegistry.STREAMS, Long.MAX_VALUE);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Topic<?>> topics = new HashMap<>();
    private final LiveState state;
    private final Thread thread;
    private final Set<String> warned = new HashSet<>();
    private volatile boolean closed;
    private volatile Optional<String> problem = Optional.of("the broker has not answered yet");
    private long lookedMillis;
    private long tickedMillis;

    public TopicFollower(Map<String, String> client, TopicNames names, LiveState state) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put("client.id", names.group("gateway"));
        properties.put("enable.auto.commit", "false");
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", "false");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.state = state;
        NEWEST.keySet().forEach(topic -> topics.put(names.of(topic), topic));
        this.thread = new Thread(this::follow, "gateway-topics");
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Why nothing is read at the moment; empty where all is well. */
    public Optional<String> problem() {
        return problem;
    }

    private void follow() {
        try (consumer) {
            while (!closed) {
                step();
            }
        } catch (WakeupException e) {
            LOG.debug("the topics are no longer followed");
        }
    }

    private void step() {
        try {
            long now = System.currentTimeMillis();
            if (now - lookedMillis > LOOK_AGAIN_MILLIS) {
                assign();
                lookedMillis = now;
            }
            if (consumer.assignment().isEmpty()) {
                Thread.sleep(POLL.toMillis());
            } else {
                consumer.poll(POLL).forEach(this::read);
            }
            if (now - tickedMillis >= TICK_MILLIS) {
                tickedMillis = now;
                state.tick();
            }
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            tell(e);
            lookedMillis = System.currentTimeMillis();
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
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
            long newest = NEWEST.getOrDefault(topics.get(partition.topic()), 0L);
            consumer.seek(partition, begin + Math.max(0, there - newest));
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        Topic<?> topic = topics.get(record.topic());
        if (topic == null || record.headers().lastHeader(TopicRegistry.REDRIVE_HEADER) != null) {
            return;
        }
        if (record.value() == null) {
            if (record.key() != null) {
                remove(topic, new String(record.key(), StandardCharsets.UTF_8));
            }
            return;
        }
        try {
            tell(topic, record.value());
        } catch (RecordFormatException e) {
            state.unreadable(topic.name());
            if (warned.add(record.topic())) {
                LOG.warn(
                        "{} partition {} offset {}: {}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e.getMessage());
            }
        }
    }

    private void remove(Topic<?> topic, String key) {
        if (topic.equals(TopicRegistry.STREAMS)) {
            state.removeStream(key);
        } else if (topic.equals(TopicRegistry.STANDING_QUESTIONS)) {
            state.removeStanding(key);
        }
    }

    private void tell(Topic<?> topic, byte[] value) throws RecordFormatException {
        if (topic.equals(TopicRegistry.METRICS)) {
            state.add(TopicRegistry.METRICS.codec().decode(value));
        } else if (topic.equals(TopicRegistry.STREAMS)) {
            state.add(TopicRegistry.STREAMS.codec().decode(value));
        } else if (topic.equals(TopicRegistry.ANSWER_DELTAS)) {
            state.add(TopicRegistry.ANSWER_DELTAS.codec().decode(value));
        } else if (topic.equals(TopicRegistry.ALERTS)) {
            state.add(TopicRegistry.ALERTS.codec().decode(value));
        } else if (topic.equals(TopicRegistry.STANDING_QUESTIONS)
                && TopicRegistry.STANDING_QUESTIONS.codec().decode(value) instanceof StandingQuestion question) {
            state.add(question);
        } else if (topic.equals(TopicRegistry.QUESTIONS)
                && TopicRegistry.QUESTIONS.codec().decode(value) instanceof Question question) {
            state.add(question);
        } else if (topic.equals(TopicRegistry.ANSWERS)
                && TopicRegistry.ANSWERS.codec().decode(value) instanceof Answer answer) {
            state.add(answer);
        }
    }

    @Override
    public void close() {
        closed = true;
        if (!thread.isAlive()) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        try {
            thread.join(ASK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
