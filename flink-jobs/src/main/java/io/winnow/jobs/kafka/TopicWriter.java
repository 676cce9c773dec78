package io.winnow.jobs.kafka;

import io.winnow.records.RunEnded;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Writes records to the topics of an edge: a record to the partition of its key in the topic of its stream, a mark of the run's end to the partition that it names.
 *
 * @param topics of the edge
 * @param choice which of them is a stream's
 * @param form of their records
 */
record TopicWriter<T>(EdgeTopics topics, TopicChoice choice, TopicForm<T> form)
        implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {

    /** Names the topics, so that the sink can find transactions left open on them. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(topics.names())));
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T value, KafkaSinkContext context, @Nullable Long timestamp) {
        byte[] bytes = form.codec().get().encode(value);
        long millis = form.millis().apply(value);
        if (value instanceof RunEnded mark) {
            TopicPartition place = topics.partitions().get(mark.partition());
            return new ProducerRecord<>(place.topic(), place.partition(), millis, new byte[0], bytes);
        }
        String topic = choice.of(form.stream().apply(value));
        byte[] key = form.key().apply(value).getBytes(StandardCharsets.UTF_8);
        // Named, since no partition may be chosen by load: a stream's records stay in order.
        int[] partitions = context.getPartitionsForTopic(topic);
        int partition = (Utils.murmur2(key) & Integer.MAX_VALUE) % partitions.length;
        return new ProducerRecord<>(topic, partition, millis, key, bytes);
    }
}
