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
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks up what nobody follows all the time: the newest dead letters, and which pipelines there are. One look at a time, and none within two seconds of another: whoever asks often gets what was seen. Safe for use by many threads. */
public final class BrokerReader {
    private static final Duration ASK = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long FRESH_MILLIS = 2_000;
    private static final long NEWEST = 50;
    private static final List<Topic<DeadLetter>> TOPICS = List.of(
            TopicRegistry.SOURCES_DLQ,
            TopicRegistry.TOKENS_DLQ,
            TopicRegistry.PRUNED_DLQ,
            TopicRegistry.QUESTIONS_DLQ,
            TopicRegistry.STANDING_QUESTIONS_DLQ,
            TopicRegistry.ALERTS_DLQ,
            TopicRegistry.CONTROL_DLQ);

    private final Map<String, String> client;
    private final TopicNames names;
    private final Clock clock;
    private Optional<Seen> seen = Optional.empty();

    /**
     * What a look has found.
     *
     * @param deadLetters the newest of each dead-letter topic, newest first
     * @param pipelines those that the broker has topics of, by name
     */
    public record Seen(long atMillis, List<Views.DeadLetter> deadLetters, List<Views.Pipeline> pipelines) {}

    /** The broker does not answer. */
    public static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1;

        Unreachable(Throwable cause) {
            super("the broker does not answer or refuses", cause);
        }
    }

    public BrokerReader(Map<String, String> client, TopicNames names, Clock clock) {
        this.client = client;
        this.names = names;
        this.clock = clock;
    }

    /** What there is, as it was at most two seconds ago. */
    public synchronized Seen look() throws Unreachable {
        long now = clock.millis();
        if (seen.isEmpty() || now - seen.get().atMillis() > FRESH_MILLIS) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                Set<String> there = consumer.listTopics(ASK).keySet();
                seen = Optional.of(new Seen(now, letters(consumer, there), pipelines(there)));
            } catch (KafkaException e) {
                throw new Unreachable(e);
            }
        }
        return seen.orElseThrow();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put("client.id", names.group("gateway-looks"));
        properties.put("enable.auto.commit", "false");
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", "false");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
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

    private List<Views.DeadLetter> letters(KafkaConsumer<byte[], byte[]> consumer, Set<String> there) {
        Map<String, Topic<DeadLetter>> topics = new HashMap<>();
        TOPICS.stream()
                .filter(topic -> there.contains(names.of(topic)))
                .forEach(topic -> topics.put(names.of(topic), topic));
        List<TopicPartition> partitions = topics.keySet().stream()
                .flatMap(topic -> consumer.partitionsFor(topic, ASK).stream())
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
