package io.winnow.jobs.kafka;

import io.winnow.jobs.definition.ClientProperties;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.DeadLetter;
import io.winnow.records.StageContext;
import io.winnow.records.avro.RecordCodecs;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the dead letters of a control topic, which no operator reads that could put them out. Connects for the first. */
final class ControlLetters implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Properties client;
    private final String topic;
    private final Consumer<Exception> failed;
    private Optional<KafkaProducer<byte[], byte[]>> producer = Optional.empty();

    /** @param failed takes why a letter could not be written */
    ControlLetters(KafkaOptions options, TopicNames names, StageContext stage, Consumer<Exception> failed) {
        this.client = ClientProperties.of(options);
        this.client.setProperty("client.id", names.group(stage.stage() + "-control-letters"));
        this.client.setProperty("max.request.size", Integer.toString(TopicRegistry.CONTROL_DLQ.largestBytes()));
        this.client.setProperty("linger.ms", "0");
        this.client.putIfAbsent("max.block.ms", Long.toString(PATIENCE.toMillis()));
        this.topic = names.of(TopicRegistry.CONTROL_DLQ);
        this.failed = failed;
    }

    /** Waits for the broker only until it has said once where the topic is; from any thread. */
    @SuppressWarnings("FutureReturnValueIgnored") // The callback hears of every failure.
    synchronized void send(DeadLetter letter) {
        KafkaProducer<byte[], byte[]> open = producer.orElseGet(
                () -> new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer()));
        producer = Optional.of(open);
        byte[] key = letter.key().getBytes(StandardCharsets.UTF_8);
        open.send(new ProducerRecord<>(topic, key, RecordCodecs.DEAD_LETTER.encode(letter)), (metadata, failure) -> {
            if (failure != null) {
                failed.accept(failure);
            }
        });
    }

    /** Writes what is under way. */
    @Override
    public synchronized void close() {
        producer.ifPresent(open -> open.close(PATIENCE));
        producer = Optional.empty();
    }
}
