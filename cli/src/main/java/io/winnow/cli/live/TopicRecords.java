package io.winnow.cli.live;

import io.winnow.records.avro.RecordFormatException;
import io.winnow.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Reads what a topic holds now, and those beside it for sources with a retention of their own, committed, from their beginning. */
final class TopicRecords {
    private TopicRecords() {}

    /** The records that can be read, in the order of each partition. Foreign bytes are left out. */
    static <T> List<T> all(LivePipeline pipeline, Topic<T> topic) {
        return raw(pipeline, pipeline.names().pattern(topic)).stream()
                .flatMap(record -> decoded(topic, record).stream())
                .toList();
    }

    /**
     * The same of some of the topics of these records, each with the full name of its topic.
     *
     * @param names what the topics' full names look like
     */
    static <T> void each(LivePipeline pipeline, Topic<T> topic, Pattern names, BiConsumer<String, T> each) {
        raw(pipeline, names)
                .forEach(record -> decoded(topic, record).ifPresent(value -> each.accept(record.topic(), value)));
    }

    /** The newest record of each key that no tombstone has removed. */
    static <T> Map<String, T> newest(LivePipeline pipeline, Topic<T> topic) {
        Map<String, T> newest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record :
                raw(pipeline, pipeline.names().pattern(topic))) {
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

    private static List<ConsumerRecord<byte[], byte[]>> raw(LivePipeline pipeline, Pattern names) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(pipeline)) {
            TopicStretch.of(consumer, names).ifPresent(stretch -> stretch.all(records::add));
        }
        return records;
    }
}
