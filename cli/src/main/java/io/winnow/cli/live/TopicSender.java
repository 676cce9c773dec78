package io.winnow.cli.live;

import io.winnow.cli.command.CommandFailure;
import io.winnow.jobs.definition.ClientProperties;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records to a pipeline's topics, one after the other, each safe at the broker before the next. */
final class TopicSender implements AutoCloseable {
    private final LivePipeline pipeline;
    private final KafkaProducer<byte[], byte[]> producer;

    TopicSender(LivePipeline pipeline) {
        this.pipeline = pipeline;
        Properties properties = ClientProperties.of(pipeline.kafka());
        properties.setProperty("client.id", pipeline.names().group("command"));
        properties.putIfAbsent("max.block.ms", "8000");
        properties.putIfAbsent("delivery.timeout.ms", "8000");
        properties.putIfAbsent("request.timeout.ms", "4000");
        properties.setProperty("linger.ms", "0");
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void send(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            producer.send(record).get();
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw CommandFailure.unreachable(
                    "BROKER_REFUSED",
                    "the broker did not take a record for " + record.topic() + ": " + cause.getMessage(),
                    pipeline.kafka().bootstrap(),
                    "See winnow topics check and winnow topics acls.");
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
