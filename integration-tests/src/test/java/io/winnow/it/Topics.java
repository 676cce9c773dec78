package io.winnow.it;

import io.winnow.jobs.definition.ClientProperties;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.avro.RecordFormatException;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics as a consumer that trusts committed records only. */
final class Topics {
    private static final Duration POLL = Duration.ofMillis(200);

    private Topics() {}

    /** What has been committed to a topic of a pipeline until now, partition by partition. */
    static <T> List<T> read(String bootstrap, String pipeline, Topic<T> topic) {
        return read(KafkaOptions.defaults().at(bootstrap), pipeline, topic);
    }

    /** The same where the broker asks who is there. */
    static <T> List<T> read(KafkaOptions kafka, String pipeline, Topic<T> topic) {
        String name = new TopicNames(kafka.prefix(), pipeline).of(topic);
        List<T> records = new ArrayList<>();
        Properties client = ClientProperties.of(kafka);
        client.setProperty("isolation.level", "read_committed");
        client.setProperty("enable.auto.commit", "false");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (var partition : consumer.partitionsFor(name)) {
                TopicPartition one = new TopicPartition(name, partition.partition());
                consumer.assign(List.of(one));
                consumer.seekToBeginning(List.of(one));
                long end = consumer.endOffsets(List.of(one)).getOrDefault(one, 0L);
                while (consumer.position(one) < end) {
                    consumer.poll(POLL).forEach(record -> records.add(decode(topic, record)));
                }
            }
        }
        return records;
    }

    private static <T> T decode(Topic<T> topic, ConsumerRecord<byte[], byte[]> record) {
        try {
            return topic.codec().decode(record.value());
        } catch (RecordFormatException e) {
            throw new IllegalStateException(
                    record.topic() + "-" + record.partition() + "@" + record.offset() + " holds no record", e);
        }
    }
}
