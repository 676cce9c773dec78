package io.winnow.cli.live;

import io.winnow.jobs.definition.ClientProperties;
import io.winnow.jobs.definition.KafkaOptions;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers for commands that look at what is committed in topics, and leave no mark there. */
public final class CommittedRecords {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** What is not there yet is not waited for, and a look at another place must not wait for the answer to the one before. */
    private static final Duration NOT_LONG = Duration.ofMillis(20);

    private CommittedRecords() {}

    /**
     * A consumer without a group.
     *
     * @param client name that the broker's log shows
     */
    public static KafkaConsumer<byte[], byte[]> consumer(KafkaOptions kafka, String client) {
        Properties properties = ClientProperties.of(kafka);
        properties.setProperty("client.id", client);
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("auto.offset.reset", "earliest");
        properties.putIfAbsent("fetch.max.wait.ms", Long.toString(NOT_LONG.toMillis()));
        properties.putIfAbsent("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
