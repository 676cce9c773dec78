package io.winnow.jobs.kafka;

import io.winnow.jobs.definition.ClientProperties;
import io.winnow.jobs.definition.KafkaOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a control topic from its beginning, in a thread of its own: first all that it has, then what is written to it. */
final class ControlReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long END_MILLIS = 10_000;

    private final String topic;
    private final Listener listener;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final Queue<CompletableFuture<Void>> asking = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** Hears what the topic says, on the reader's thread. */
    interface Listener {
        /** First all records that there are, and perhaps none; later what comes. Those of a stream are in their order, of which the newest that can be read holds. */
        void heard(List<ConsumerRecord<byte[], byte[]>> records);

        /** Nothing more will be heard. */
        void failed(Exception failure);
    }

    private ControlReader(Properties client, String topic, Listener listener) {
        this.topic = topic;
        this.listener = listener;
        this.consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.thread = new Thread(this::follow, "winnow-control");
        this.thread.setDaemon(true);
    }

    /** @param id what the broker's log is to call it */
    static ControlReader start(KafkaOptions options, String topic, String id, Listener listener) {
        Properties client = ClientProperties.of(options);
        client.setProperty("client.id", id);
        client.setProperty("isolation.level", "read_committed");
        client.setProperty("enable.auto.commit", "false");
        client.setProperty("auto.offset.reset", "earliest");
        ControlReader reader = new ControlReader(client, topic, listener);
        reader.thread.start();
        return reader;
    }

    private void follow() {
        try (consumer) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new UnknownTopicOrPartitionException("there is no topic " + topic);
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            listener.heard(all(consumer.endOffsets(partitions)));
            while (!closed) {
                hear();
                if (!asking.isEmpty()) {
                    catchUp(partitions);
                }
            }
        } catch (WakeupException e) {
            // It was closed while it waited.
        } catch (RuntimeException e) {
            listener.failed(e);
        } finally {
            closed = true;
            asking.forEach(asks -> asks.cancel(false));
        }
    }

    private void hear() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.poll(POLL).forEach(records::add);
        if (!records.isEmpty()) {
            listener.heard(records);
        }
    }

    /** Reads to where the topic ends now, for all who have asked. */
    private void catchUp(List<TopicPartition> partitions) {
        int asked = asking.size();
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            while (isBefore(ends)) {
                hear();
            }
            for (int i = 0; i < asked; i++) {
                asking.remove().complete(null);
            }
        } catch (TimeoutException e) {
            for (int i = 0; i < asked; i++) {
                asking.remove().completeExceptionally(e);
            }
        }
    }

    /** Completed when the listener has heard all that the topic holds now. */
    CompletableFuture<Void> toTheEnd() {
        CompletableFuture<Void> asks = new CompletableFuture<>();
        asking.add(asks);
        if (closed) {
            asks.cancel(false);
        }
        return asks;
    }

    private List<ConsumerRecord<byte[], byte[]>> all(Map<TopicPartition, Long> ends) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (isBefore(ends)) {
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    private boolean isBefore(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    /** The stream that a record is about. */
    static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
