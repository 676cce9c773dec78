package io.winnow.cli.live;

import io.winnow.records.avro.RecordFormatException;
import io.winnow.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads what a topic holds now, committed, from its beginning. */
final class TopicRecords {
    private static final Duration POLL = Duration.ofMillis(200);

    private TopicRecords() {}

    /** The records that can be read, in the order of each partition. Foreign bytes are left out. */
    static <T> List<T> all(LivePipeline pipeline, Topic<T> topic) {
        return raw(pipeline, topic).stream()
                .flatMap(record -> decoded(topic, record).stream())
                .toList();
    }

    /** The newest record of each key that no tombstone has removed. */
    static <T> Map<String, T> newest(LivePipeline pipeline, Topic<T> topic) {
        Map<String, T> newest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : raw(pipeline, topic)) {
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                newest.remove(key);
            }
            decoded(topic, record).ifPresent(value -> newest.put(key, value));
        }
        return newest;
    }

    private static <T> Optional<T> decoded(Topic<T> topic, ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null
                    ? Optional.empty()
                    : Optional.of(topic.codec().decode(record.value()));
        } catch (RecordFormatException e) {
            return Optional.empty();
        }
    }

    /** Full names of the topics that the broker has. */
    static Set<String> topics(LivePipeline pipeline) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(pipeline)) {
            return Set.copyOf(consumer.listTopics().keySet());
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(LivePipeline pipeline) {
        return CommittedRecords.consumer(pipeline.kafka(), pipeline.names().group("command"));
    }

    private static List<ConsumerRecord<byte[], byte[]>> raw(LivePipeline pipeline, Topic<?> topic) {
        String name = pipeline.names().of(topic);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(pipeline)) {
            List<PartitionInfo> known = consumer.listTopics().getOrDefault(name, List.of());
            List<TopicPartition> partitions = known.stream()
                    .map(info -> new TopicPartition(name, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return toTheEnd(consumer, consumer.endOffsets(partitions));
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> toTheEnd(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }
}
