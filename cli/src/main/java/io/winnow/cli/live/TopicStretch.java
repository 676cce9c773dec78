package io.winnow.cli.live;

import io.winnow.cli.command.CommandFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads what topics hold, all of it or by when its records came in: the order is that of each partition. */
public final class TopicStretch {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STANDSTILL = Duration.ofMinutes(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    private TopicStretch(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
    }

    /**
     * All partitions of some topics.
     *
     * @param consumer that is assigned to nothing yet
     * @param names what the topics' full names look like
     * @return empty where the broker has no such topic
     */
    public static Optional<TopicStretch> of(KafkaConsumer<byte[], byte[]> consumer, Pattern names) {
        // Not partitionsFor, which may create the topic.
        List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                .filter(topic -> names.matcher(topic.getKey()).matches())
                .flatMap(topic -> topic.getValue().stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        return partitions.isEmpty() ? Optional.empty() : Optional.of(new TopicStretch(consumer, partitions));
    }

    /**
     * Reads the records that came in from a time on, up to the first of each partition that came in after another: that is handed on too. Of a topic written in transactions some that came in before are
     * read as well, since the end of a transaction has a later time than its records.
     *
     * @param fromMillis since 1970
     * @param toMillis likewise
     * @throws CommandFailure where the broker hands out nothing any more
     */
    public void between(long fromMillis, long toMillis, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        reached(fromMillis, ends).forEach(consumer::seek);
        read(ends, record -> {
            each.accept(record);
            return record.timestamp() <= toMillis;
        });
    }

    /**
     * A part of a partition.
     *
     * @param from its first offset
     * @param to the offset behind it
     */
    public record Offsets(long from, long to) {}

    /** Where the records lie that came in from a time on and before another, in milliseconds since 1970; of the partitions alone that have any. */
    public Map<TopicPartition, Offsets> offsets(long fromMillis, long toMillis) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> from = reached(fromMillis, ends);
        Map<TopicPartition, Long> to = reached(toMillis, ends);
        Map<TopicPartition, Offsets> found = new HashMap<>();
        ends.forEach((partition, end) -> {
            Offsets offsets = new Offsets(from.getOrDefault(partition, end), to.getOrDefault(partition, end));
            if (offsets.from() < offsets.to()) {
                found.put(partition, offsets);
            }
        });
        return found;
    }

    /** Of each partition the first offset at a time, or its end where that is still to come. */
    private Map<TopicPartition, Long> reached(long millis, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, Math.max(0, millis)));
        Map<TopicPartition, Long> reached = new HashMap<>(ends);
        consumer.offsetsForTimes(wanted).forEach((partition, first) -> {
            if (first != null) {
                reached.merge(partition, first.offset(), Math::min);
            }
        });
        return reached;
    }

    /**
     * Reads records of a part of one partition for as long as more are wanted.
     *
     * @throws CommandFailure where the broker hands out nothing any more
     */
    public void within(TopicPartition partition, Offsets offsets, Predicate<ConsumerRecord<byte[], byte[]>> more) {
        consumer.pause(partitions);
        consumer.seek(partition, offsets.from());
        read(Map.of(partition, offsets.to()), record -> record.offset() < offsets.to() && more.test(record));
    }

    /** Since when nothing is missing of what came in, where retention has removed what came before, in milliseconds since 1970; empty where it has removed nothing, or all. */
    public OptionalLong wholeSinceMillis() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<Long> oldest = new ArrayList<>();
        consumer.beginningOffsets(partitions).forEach((partition, begin) -> {
            if (begin > 0) {
                within(partition, new Offsets(begin, ends.getOrDefault(partition, begin)), record -> {
                    oldest.add(record.timestamp());
                    return false;
                });
            }
        });
        return oldest.stream().mapToLong(Long::longValue).max();
    }

    /**
     * Reads all records that there are now.
     *
     * @throws CommandFailure where the broker hands out nothing any more
     */
    void all(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        consumer.seekToBeginning(partitions);
        read(consumer.endOffsets(partitions), record -> {
            each.accept(record);
            return true;
        });
    }

    /** When the oldest record came in that the topic still holds, in milliseconds since 1970; empty where it holds none. */
    public OptionalLong oldestMillis() {
        List<Long> oldest = new ArrayList<>();
        consumer.seekToBeginning(partitions);
        read(consumer.endOffsets(partitions), record -> {
            oldest.add(record.timestamp());
            return false;
        });
        return oldest.stream().mapToLong(Long::longValue).min();
    }

    /** Reads each partition to its end, or as long as {@code more} is wanted of it. */
    private void read(Map<TopicPartition, Long> ends, Predicate<ConsumerRecord<byte[], byte[]>> more) {
        Set<TopicPartition> left = new HashSet<>(ends.keySet());
        consumer.resume(left);
        Progress progress = new Progress(stand());
        while (true) {
            List<TopicPartition> done = left.stream()
                    .filter(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L))
                    .toList();
            consumer.pause(done);
            done.forEach(left::remove);
            if (left.isEmpty()) {
                return;
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            progress.check(stand());
            for (TopicPartition partition : records.partitions()) {
                if (!records.records(partition).stream().allMatch(more)) {
                    consumer.pause(List.of(partition));
                    left.remove(partition);
                }
            }
        }
    }

    private long stand() {
        return partitions.stream().mapToLong(consumer::position).sum();
    }

    /** Gives up where nothing moves any more. Positions move without a record where transactions end, so they are what is looked at. */
    private final class Progress {
        private long stood;
        private long sinceNanos = System.nanoTime();

        Progress(long stand) {
            stood = stand;
        }

        void check(long stand) {
            if (stand != stood) {
                stood = stand;
                sinceNanos = System.nanoTime();
            } else if (System.nanoTime() - sinceNanos > STANDSTILL.toNanos()) {
                throw CommandFailure.unreachable(
                        "BROKER_SILENT",
                        "the broker has handed out nothing of the topic for " + STANDSTILL.toMinutes()
                                + " minute, though there is more",
                        partitions.get(0).topic(),
                        "See that the topic's partitions have a leader, and ask again.");
            }
        }
    }
}
