package io.winnow.jobs.kafka;

import io.winnow.records.RunEnded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Writes records to a topic: a record to the partition of its key, a mark of the run's end to the partition that it names.
 *
 * @param topic full name
 * @param form of its records
 */
record TopicWriter<T>(String topic, TopicForm<T> form)
        implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {

    /** Names the topic, so that the sink can find transactions left open on it. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T value, KafkaSinkContext context, @Nullable Long timestamp) {
        byte[] bytes = form.codec().get().encode(value);
        long millis = form.millis().apply(value);
        if (value instanceof RunEnded mark) {
            return new ProducerRecord<>(topic, mark.partition(), millis, new byte[0], bytes);
        }
        byte[] key = form.key().apply(value).getBytes(StandardCharsets.UTF_8);
        // Named, since no partition may be chosen by load: a stream's records stay in order.
        int[] partitions = context.getPartitionsForTopic(topic);
        int partition = (Utils.murmur2(key) & Integer.MAX_VALUE) % partitions.length;
        return new ProducerRecord<>(topic, partition, millis, key, bytes);
    }
}
