package io.winnow.bench.topics;

import io.winnow.records.avro.RecordFormatException;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic of a running pipeline, heard from its start as it grows. For one thread. */
public final class Heard<T> implements AutoCloseable {
    private final Topic<T> topic;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** The topic must be there. */
    public Heard(String bootstrap, TopicNames names, Topic<T> topic) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(names.of(topic), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** What has come since the last call; waits a while where nothing has. */
    public List<T> next(Duration patience) {
        List<T> heard = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
            try {
                heard.add(topic.codec().decode(record.value()));
            } catch (RecordFormatException e) {
                throw new IllegalStateException("the line writes what cannot be read", e);
            }
        }
        return heard;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
