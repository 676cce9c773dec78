package io.winnow.gateway.pictures;

import io.winnow.gateway.topics.Consumers;
import io.winnow.records.Clock;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.Preview;
import io.winnow.records.avro.RecordFormatException;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the picture of a moment among all that their topic still holds. Somebody has clicked, and the topic is short. */
final class PictureSearch {
    private static final Logger LOG = LoggerFactory.getLogger(PictureSearch.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ASK = Duration.ofSeconds(5);
    private static final long MICROS_PER_MILLI = 1_000;
    /** Clocks of cameras and of this machine differ; a picture is dated by this machine's. */
    private static final long CLOCKS_DIFFER_MILLIS = 90_000;
    /** A picture that is further away shows another moment. */
    private static final long NEAR_MICROS = 30_000_000;

    private final Map<String, String> client;
    private final TopicNames names;

    PictureSearch(Map<String, String> client, TopicNames names) {
        this.client = client;
        this.names = names;
    }

    /** A moment of a stream, and the nearest picture so far. */
    private static final class Wanted {
        private final String run;
        private final String stream;
        private final Clock clock;
        private final long atMicros;
        private final ForgottenStreams forgotten;
        private Optional<Preview> nearest = Optional.empty();

        Wanted(String run, String stream, Clock clock, long atMicros, ForgottenStreams forgotten) {
            this.run = run;
            this.stream = stream;
            this.clock = clock;
            this.atMicros = atMicros;
            this.forgotten = forgotten;
        }

        void look(Preview picture) {
            if (picture.run().equals(run)
                    && picture.stream().equals(stream)
                    && !forgotten.refuses(stream, picture.epoch())
                    && picture.span().clock() == clock
                    && away(picture) <= nearest.map(this::away).orElse(NEAR_MICROS)) {
                nearest = Optional.of(picture);
            }
        }

        private long away(Preview picture) {
            return Math.abs(picture.span().startMicros() - atMicros);
        }
    }

    /**
     * The picture that is nearest to a moment, of those that are near; the later of two that are as near.
     *
     * @param forgotten what is refused
     * @throws org.apache.kafka.common.KafkaException where the broker does not answer
     */
    Optional<Preview> find(String run, String stream, Clock clock, long atMicros, ForgottenStreams forgotten) {
        Wanted wanted = new Wanted(run, stream, clock, atMicros, forgotten);
        try (KafkaConsumer<byte[], byte[]> consumer = Consumers.reader(client, names, "gateway-moments")) {
            List<TopicPartition> partitions = consumer.partitionsFor(names.of(TopicRegistry.PREVIEWS), ASK).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions, ASK));
            begin(consumer, partitions, clock, atMicros);
            long until = System.nanoTime() + ASK.toNanos();
            while (System.nanoTime() < until && behind(consumer, ends)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    read(record, wanted);
                    if (clock == Clock.WALL
                            && record.timestamp() > atMicros / MICROS_PER_MILLI + CLOCKS_DIFFER_MILLIS) {
                        ends.remove(new TopicPartition(record.topic(), record.partition()));
                    }
                }
            }
        }
        return wanted.nearest;
    }

    /** What is on the clock of the wall is near its date in the topic; what is on a file's clock may be anywhere. */
    private static void begin(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Clock clock, long atMicros) {
        consumer.seekToBeginning(partitions);
        if (clock == Clock.WALL) {
            Map<TopicPartition, Long> dates = new HashMap<>();
            long from = Math.max(0, atMicros / MICROS_PER_MILLI - CLOCKS_DIFFER_MILLIS);
            partitions.forEach(partition -> dates.put(partition, from));
            Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(dates, ASK);
            found.forEach((partition, offset) -> {
                if (offset != null) {
                    consumer.seek(partition, offset.offset());
                }
            });
        }
    }

    private static boolean behind(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private static void read(ConsumerRecord<byte[], byte[]> record, Wanted wanted) {
        if (record.value() == null) {
            return;
        }
        try {
            wanted.look(TopicRegistry.PREVIEWS.codec().decode(record.value()));
        } catch (RecordFormatException e) {
            LOG.debug("{} offset {} is no picture", record.topic(), record.offset(), e);
        }
    }
}
