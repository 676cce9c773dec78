package io.winnow.gateway.topics;

import io.winnow.topics.TopicNames;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes consumers that read topics without a group and without leaving a trace. */
public final class Consumers {
    private Consumers() {}

    /**
     * One that has no partitions yet.
     *
     * @param client properties of Kafka's clients
     * @param id what the broker's log is to call it
     */
    public static KafkaConsumer<byte[], byte[]> reader(Map<String, String> client, TopicNames names, String id) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put("client.id", names.group(id));
        properties.put("enable.auto.commit", "false");
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", "false");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
