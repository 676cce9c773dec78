package io.winnow.gateway.webhooks;

import io.winnow.topics.TopicRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of the topics of alerts that one endpoint has to get, each until it is done. Gateways that send to the same endpoint share the partitions. For one thread. */
final class AlertFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertFeed.class);
    private static final int MOST_OPEN = 256;
    private static final long LONGEST_SPAN = 12_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Pattern topics;
    private final String name;
    private final long beginMillis;
    private final Consumer<TopicPartition> left;
    private final Map<TopicPartition, Progress> progress = new HashMap<>();
    private boolean uncommitted;

    /**
     * Makes a feed.
     *
     * @param consumer of a group of the endpoint's own; closed with this
     * @param topics what their full names look like
     * @param name of the endpoint in records that are sent again
     * @param beginMillis where a group begins that has never read: with records from this time on
     * @param left hears of partitions whose records, as far as they are not done, are another's now
     */
    AlertFeed(
            KafkaConsumer<byte[], byte[]> consumer,
            Pattern topics,
            String name,
            long beginMillis,
            Consumer<TopicPartition> left) {
        this.consumer = consumer;
        this.topics = topics;
        this.name = name;
        this.beginMillis = beginMillis;
        this.left = left;
    }

    void begin() {
        consumer.subscribe(topics, new Assignment());
    }

    /** Waits for records, and returns those to be dealt with. */
    List<ConsumerRecord<byte[], byte[]>> read(Duration patience) {
        hold();
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
            Progress place = progress.get(new TopicPartition(record.topic(), record.partition()));
            if (place == null) {
                throw new KafkaException("a record came of a partition that is not assigned");
            }
            uncommitted = true;
            if (record.value() == null || isForAnother(record) || place.knows(record.offset())) {
                place.pass(record.offset());
            } else {
                place.open(record.offset());
                found.add(record);
            }
        }
        return found;
    }

    /** Whether it was sent back from the dead letters. */
    static boolean isAgain(ConsumerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader(TopicRegistry.REDRIVE_HEADER) != null;
    }

    private boolean isForAnother(ConsumerRecord<byte[], byte[]> record) {
        Header again = record.headers().lastHeader(TopicRegistry.REDRIVE_HEADER);
        return again != null && !new String(again.value(), StandardCharsets.UTF_8).equals(name);
    }

    /** Reads no further ahead where too much waits: it stays in the topic. */
    private void hold() {
        Set<TopicPartition> full = new HashSet<>();
        progress.forEach((partition, place) -> {
            if (place.open() >= MOST_OPEN || place.span() >= LONGEST_SPAN) {
                full.add(partition);
            }
        });
        Set<TopicPartition> free = new HashSet<>(consumer.paused());
        free.removeAll(full);
        consumer.resume(free);
        consumer.pause(full);
    }

    /** A record has been dealt with. */
    void done(ConsumerRecord<byte[], byte[]> record) {
        Progress place = progress.get(new TopicPartition(record.topic(), record.partition()));
        if (place != null) {
            place.close(record.offset());
            uncommitted = true;
        }
    }

    /** Tells the broker what is done, where that has changed. */
    void commit() {
        if (uncommitted) {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            progress.forEach((partition, place) -> offsets.put(partition, place.committable()));
            consumer.commitSync(offsets);
            uncommitted = false;
        }
    }

    /** Leaves the group: {@link #begin} reads again what was read and not committed. */
    void leave() {
        try {
            consumer.unsubscribe();
        } catch (KafkaException e) {
            LOG.debug("a group could not be left", e);
        }
        Set.copyOf(progress.keySet()).forEach(this::drop);
    }

    private void drop(TopicPartition partition) {
        progress.remove(partition);
        left.accept(partition);
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** Takes up partitions where they were left. */
    private final class Assignment implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
            Map<TopicPartition, Long> unread = new HashMap<>();
            for (TopicPartition partition : partitions) {
                Optional<OffsetAndMetadata> known = Optional.ofNullable(committed.get(partition));
                if (known.isPresent()) {
                    progress.put(partition, Progress.of(known.get()));
                } else {
                    unread.put(partition, beginMillis);
                }
            }
            begin(unread);
        }

        private void begin(Map<TopicPartition, Long> unread) {
            // In this order: what is written between the two comes after the ends.
            Map<TopicPartition, Long> ends = consumer.endOffsets(unread.keySet());
            Map<TopicPartition, OffsetAndTimestamp> since = consumer.offsetsForTimes(unread);
            for (TopicPartition partition : unread.keySet()) {
                long offset = Optional.ofNullable(since.get(partition))
                        .map(OffsetAndTimestamp::offset)
                        .orElseGet(() -> ends.getOrDefault(partition, 0L));
                consumer.seek(partition, offset);
                progress.put(partition, Progress.from(offset));
                // Committed at once: a gateway that ends before the first alert goes on from here.
                uncommitted = true;
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(AlertFeed.this::drop);
        }
    }
}
