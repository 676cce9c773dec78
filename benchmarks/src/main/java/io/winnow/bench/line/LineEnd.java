package io.winnow.bench.line;

import io.winnow.records.Element;
import io.winnow.records.PrunedWindow;
import io.winnow.records.StreamEvent;
import io.winnow.records.StreamEvent.Kind;
import io.winnow.records.avro.RecordFormatException;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Watches what comes out of a line, as whoever reads next would. */
final class LineEnd implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Set<String> ended = new HashSet<>();
    private boolean assigned;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis;
    private int frames;

    LineEnd(String bootstrap, TopicNames names) {
        String topic = names.of(TopicRegistry.PRUNED);
        partitions = IntStream.range(0, TopicRegistry.PRUNED.partitions())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Reads what is next, and waits a while for it; whether anything came. */
    boolean read() {
        if (!assigned) {
            assigned = true;
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(PATIENCE);
        records.forEach(record -> take(record.value()));
        return !records.isEmpty();
    }

    /** How many streams have ended. */
    int ended() {
        return ended.size();
    }

    private void take(byte[] bytes) {
        Element element;
        try {
            element = TopicRegistry.PRUNED.codec().decode(bytes);
        } catch (RecordFormatException e) {
            throw new IllegalStateException("the line writes what cannot be read", e);
        }
        if (element instanceof PrunedWindow window) {
            frames += window.frameSpans().size();
        } else if (element instanceof StreamEvent event && event.kind() == Kind.STARTED) {
            firstMillis = Math.min(firstMillis, event.ingestMillis());
        } else if (element instanceof StreamEvent event && event.kind() == Kind.ENDED) {
            lastMillis = System.currentTimeMillis();
            ended.add(event.origin().stream());
        }
    }

    /** Frames of the windows so far. */
    int frames() {
        return frames;
    }

    /** Between the first stream's start and the newest end of one. */
    double seconds() {
        return (lastMillis - firstMillis) / 1e3;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
