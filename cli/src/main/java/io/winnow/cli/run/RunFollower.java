package io.winnow.cli.run;

import io.winnow.jobs.definition.ClientProperties;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.jobs.run.RunListener;
import io.winnow.jobs.run.StoredRun;
import io.winnow.records.Answer;
import io.winnow.records.DeadLetter;
import io.winnow.records.RecordId;
import io.winnow.records.avro.RecordFormatException;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of a run through its topics, as a run without topics is heard of in memory: answers and dead letters, each once, from where the run began. */
public final class RunFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunFollower.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final List<Topic<?>> TOPICS = List.of(
            TopicRegistry.ANSWERS,
            TopicRegistry.CONTROL_DLQ,
            TopicRegistry.SOURCES_DLQ,
            TopicRegistry.TOKENS_DLQ,
            TopicRegistry.PRUNED_DLQ,
            TopicRegistry.QUESTIONS_DLQ,
            TopicRegistry.STANDING_QUESTIONS_DLQ);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Topic<?>> topics = new HashMap<>();
    private final String run;
    private final RunListener listener;
    private final Set<RecordId> told = new HashSet<>();
    private final Thread thread = new Thread(this::follow, "run-follower");
    private volatile boolean closed;

    private RunFollower(KafkaOptions kafka, String run, RunListener listener) {
        Properties properties = ClientProperties.of(kafka);
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("auto.offset.reset", "none");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.run = run;
        this.listener = listener;
    }

    /**
     * Begins to follow.
     *
     * @param names of the pipeline's topics
     * @param listener called by a thread of this follower's own
     */
    public static RunFollower start(KafkaOptions kafka, TopicNames names, StoredRun run, RunListener listener) {
        RunFollower follower = new RunFollower(kafka, run.id(), listener);
        Map<TopicPartition, Long> from = new HashMap<>();
        for (Topic<?> topic : TOPICS) {
            names.among(topic, run.startOffsets().keySet()).forEach(kept -> {
                String full = names.of(kept);
                follower.topics.put(full, topic);
                List<Long> offsets = run.startOffsets().getOrDefault(full, List.of());
                for (int partition = 0; partition < offsets.size(); partition++) {
                    from.put(new TopicPartition(full, partition), offsets.get(partition));
                }
            });
        }
        follower.consumer.assign(from.keySet());
        from.forEach(follower.consumer::seek);
        follower.thread.setDaemon(true);
        follower.thread.start();
        return follower;
    }

    private void follow() {
        try (consumer) {
            while (!closed) {
                consumer.poll(POLL).forEach(this::tell);
            }
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(this::tell);
            }
        } catch (KafkaException e) {
            LOG.warn("answers and dead letters of run {} can no longer be followed", run, e);
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        Topic<?> topic = topics.get(record.topic());
        if (topic == null || record.value() == null) {
            return;
        }
        try {
            Object value = topic.codec().decode(record.value());
            if (value instanceof Answer answer && answer.run().equals(run) && told.add(answer.id())) {
                listener.answered(answer);
            } else if (value instanceof DeadLetter letter && letter.run().equals(run) && told.add(letter.id())) {
                listener.refused(letter);
            }
        } catch (RecordFormatException e) {
            LOG.debug("{}-{}@{} is no record", record.topic(), record.partition(), record.offset(), e);
        }
    }

    /** Tells what is there and ends. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
