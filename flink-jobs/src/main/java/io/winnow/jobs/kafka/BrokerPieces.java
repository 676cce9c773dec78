package io.winnow.jobs.kafka;

import io.winnow.decode.PieceTopics;
import io.winnow.jobs.definition.ClientProperties;
import io.winnow.jobs.definition.KafkaOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Topics of encoded pieces, on the broker of the pipeline. What they hold is their writers'; Winnow neither makes nor writes them. */
final class BrokerPieces implements PieceTopics {
    private static final long serialVersionUID = 1;

    /** Of what was fetched and not yet handed on; a piece can be as large as its broker takes. */
    private static final int FETCHED_BYTES = 8 << 20;

    private static final Duration LOOK = Duration.ofMinutes(1);

    private final KafkaOptions options;
    private final String name;

    /** @param name that those begin with by which the broker knows its clients */
    BrokerPieces(KafkaOptions options, String name) {
        this.options = Objects.requireNonNull(options, "options");
        this.name = Objects.requireNonNull(name, "name");
    }

    @Override
    public Client client(int reader) {
        return new PieceClient(topic -> new PieceFollower(() -> consumer(reader + "-" + topic), topic, LOOK));
    }

    private Consumer<byte[], byte[]> consumer(String follower) {
        Properties client = ClientProperties.of(options);
        client.setProperty("client.id", name + "-" + follower);
        client.setProperty("isolation.level", "read_committed");
        client.setProperty("enable.auto.commit", "false");
        // Of pieces that retention took before they were read, none is asked for again: the newest are what a live
        // stream is about.
        client.setProperty("auto.offset.reset", "latest");
        client.setProperty("allow.auto.create.topics", "false");
        client.setProperty("metadata.max.age.ms", Long.toString(LOOK.toMillis()));
        client.putIfAbsent("fetch.max.bytes", Integer.toString(FETCHED_BYTES));
        return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
