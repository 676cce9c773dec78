package io.winnow.gateway.topics;

import io.winnow.gateway.live.Views;
import io.winnow.records.DeadLetter;
import io.winnow.records.avro.RecordFormatException;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Looks up what nobody follows all the time: the newest dead letters, and which pipelines there are. Whoever asks often gets what was seen. Safe for use by many threads. */
public final class BrokerReader {
    private static final Duration ASK = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long NEWEST = 50;
    private final Map<String, String> client;
    private final TopicNames names;
    private final KeptLook<List<Views.DeadLetter>> letters;
    private final KeptLook<List<Views.Pipeline>> pipelines;

    /** A look that may find the broker away. */
    @FunctionalInterface
    public interface Look<T> {
        T look() throws Unreachable;
    }

    /** The broker does not answer. */
    public static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1;

        Unreachable(String message) {
            super(message);
        }

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public BrokerReader(Map<String, String> client, TopicNames names, Clock clock) {
        this.client = client;
        this.names = names;
        this.letters = new KeptLook<>(this::lookForLetters, clock);
        this.pipelines = new KeptLook<>(this::lookForPipelines, clock);
    }

    /** The newest of each dead-letter topic, newest first, as they were at most two seconds ago. */
    public List<Views.DeadLetter> deadLetters() throws Unreachable {
        return letters.get();
    }

    /** The pipelines that the broker has topics of, by name, as they were at most two seconds ago. */
    public List<Views.Pipeline> pipelines() throws Unreachable {
        return pipelines.get();
    }

    private List<Views.DeadLetter> lookForLetters() {
        try (KafkaConsumer<byte[], byte[]> consumer = Consumers.reader(client, names, "gateway-letters")) {
            return letters(consumer, consumer.listTopics(ASK));
        }
    }

    private List<Views.Pipeline> lookForPipelines() {
        try (KafkaConsumer<byte[], byte[]> consumer = Consumers.reader(client, names, "gateway-pipelines")) {
            return pipelines(consumer.listTopics(ASK).keySet());
        }
    }

    private List<Views.Pipeline> pipelines(Set<String> there) {
        String suffix = "." + TopicRegistry.METRICS.name() + ".v1";
        String prefix = names.prefix() + ".";
        return there.stream()
                .filter(topic -> topic.startsWith(prefix) && topic.endsWith(suffix))
                .map(topic -> topic.substring(prefix.length(), topic.length() - suffix.length()))
                .sorted()
                .map(name -> new Views.Pipeline(name, name.equals(names.pipeline())))
                .toList();
    }

    private List<Views.DeadLetter> letters(
            KafkaConsumer<byte[], byte[]> consumer, Map<String, List<PartitionInfo>> there) {
        Map<String, Topic<DeadLetter>> topics = new HashMap<>();
        TopicRegistry.DEAD_LETTERS.forEach(
                topic -> names.among(topic, there.keySet()).forEach(kept -> topics.put(names.of(kept), topic)));
        List<TopicPartition> partitions = topics.keySet().stream()
                .flatMap(topic -> there.getOrDefault(topic, List.of()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, ASK);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ASK);
        ends.forEach((partition, end) ->
                consumer.seek(partition, Math.max(first.getOrDefault(partition, 0L), end - NEWEST)));
        List<Views.DeadLetter> letters = new ArrayList<>();
        Set<TopicPartition> left = new HashSet<>(partitions);
        long until = System.nanoTime() + ASK.toNanos();
        while (!left.isEmpty() && System.nanoTime() < until) {
            left.removeIf(partition -> consumer.position(partition, ASK) >= ends.getOrDefault(partition, 0L));
            if (!left.isEmpty()) {
                consumer.poll(POLL).forEach(record -> letter(topics, record).ifPresent(letters::add));
            }
        }
        letters.sort(Comparator.comparingLong(Views.DeadLetter::atMillis).reversed());
        return List.copyOf(letters);
    }

    private static Optional<Views.DeadLetter> letter(
            Map<String, Topic<DeadLetter>> topics, ConsumerRecord<byte[], byte[]> record) {
        Topic<DeadLetter> topic = topics.get(record.topic());
        if (topic == null || record.value() == null) {
            return Optional.empty();
        }
        try {
            DeadLetter letter = topic.codec().decode(record.value());
            return Optional.of(new Views.DeadLetter(
                    topic.name(),
                    letter.id().toString(),
                    letter.key(),
                    letter.run(),
                    letter.consumer(),
                    letter.stream(),
                    letter.reason(),
                    letter.what(),
                    letter.where(),
                    letter.hint(),
                    letter.errors(),
                    letter.atMillis()));
        } catch (RecordFormatException e) {
            return Optional.empty();
        }
    }
}
