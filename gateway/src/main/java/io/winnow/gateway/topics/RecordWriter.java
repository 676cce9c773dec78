package io.winnow.gateway.topics;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records to topics, and says within seconds where the broker does not take one. Safe for use by many threads. */
public final class RecordWriter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;

    /** A record could not be written. */
    public static sealed class NotWritten extends Exception permits QuestionWriter.TooMany {
        private static final long serialVersionUID = 1;

        NotWritten(String topic, Throwable cause) {
            super("a record could not be written to " + topic, cause);
        }

        NotWritten(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * Makes a writer.
     *
     * @param client properties of Kafka's clients
     * @param id how the broker's logs name it
     */
    public RecordWriter(Map<String, String> client, String id) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put("client.id", id);
        properties.put("acks", "all");
        properties.putIfAbsent("linger.ms", "0");
        properties.putIfAbsent("max.block.ms", String.valueOf(PATIENCE.toMillis()));
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Writes a record; returns when the broker has it. */
    public void write(ProducerRecord<byte[], byte[]> record) throws NotWritten, InterruptedException {
        try {
            producer.send(record).get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new NotWritten(record.topic(), e);
        }
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}
