package io.winnow.jobs.kafka;

import io.winnow.decode.control.StreamControls;
import io.winnow.decode.control.StreamWish;
import io.winnow.jobs.definition.ClientProperties;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.DeadLetter;
import io.winnow.records.StageContext;
import io.winnow.records.StreamControl;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a control topic from its beginning, in a thread of its own: first to where it ends, then what is written to it. */
final class ControlFollower implements StreamControls.Following {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long END_MILLIS = 10_000;

    private final Arrivals<StreamControl, StreamControl> arrivals;
    private final StreamControls.Listener listener;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ControlLetters letters;
    private final Thread thread = new Thread(this::follow, "winnow-control");
    private volatile boolean closed;

    private ControlFollower(
            Properties client,
            Arrivals<StreamControl, StreamControl> arrivals,
            ControlLetters letters,
            StreamControls.Listener listener) {
        this.arrivals = arrivals;
        this.letters = letters;
        this.listener = listener;
        this.consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static ControlFollower start(
            KafkaOptions options, TopicNames names, StageContext stage, StreamControls.Listener listener) {
        Properties client = ClientProperties.of(options);
        client.setProperty("client.id", names.group(stage.stage() + "-control"));
        client.setProperty("isolation.level", "read_committed");
        client.setProperty("enable.auto.commit", "false");
        client.setProperty("auto.offset.reset", "earliest");
        Arrivals<StreamControl, StreamControl> arrivals = new Arrivals<>(
                TopicForm.CONTROL,
                (control, partition, offset) -> control,
                names.of(TopicRegistry.CONTROL),
                "",
                stage.run(),
                stage.consumer());
        ControlLetters letters = new ControlLetters(options, names, stage, listener::failed);
        ControlFollower follower = new ControlFollower(client, arrivals, letters, listener);
        follower.thread.setDaemon(true);
        follower.thread.start();
        return follower;
    }

    private void follow() {
        try (consumer) {
            List<TopicPartition> partitions = consumer.partitionsFor(arrivals.topic()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new UnknownTopicOrPartitionException("there is no topic " + arrivals.topic());
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            listener.heard(wishes(toTheEnd(consumer.endOffsets(partitions))));
            while (!closed) {
                List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
                consumer.poll(POLL).forEach(records::add);
                List<StreamWish> wishes = wishes(records);
                if (!wishes.isEmpty()) {
                    listener.heard(wishes);
                }
            }
        } catch (WakeupException e) {
            // It was closed while it waited.
        } catch (RuntimeException e) {
            listener.failed(e);
        }
    }

    /** The newest record of each stream. */
    private List<ConsumerRecord<byte[], byte[]>> toTheEnd(Map<TopicPartition, Long> ends) {
        Map<String, ConsumerRecord<byte[], byte[]>> newest = new LinkedHashMap<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(record -> newest.put(key(record), record));
        }
        return List.copyOf(newest.values());
    }

    private List<StreamWish> wishes(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().flatMap(record -> wish(record).stream()).toList();
    }

    private Optional<StreamWish> wish(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.of(new StreamWish.Withdrawn(key(record)));
        }
        Optional<Either<StreamControl, DeadLetter>> arrival = arrivals.read(record);
        if (arrival.isEmpty()) {
            // Sent again for another consumer; of the stream nothing new is said.
            return Optional.of(new StreamWish.Unreadable(key(record)));
        }
        if (arrival.get().isRight()) {
            letters.send(arrival.get().right());
            return Optional.of(new StreamWish.Unreadable(key(record)));
        }
        StreamControl control = arrival.get().left();
        if (!control.stream().equals(key(record))) {
            letters.send(arrivals.letter(
                    record,
                    "BAD_CONTROL",
                    "the record is about stream " + control.stream() + ", and its key is " + key(record),
                    "Write it with the stream's id as its key."));
            return Optional.of(new StreamWish.Unreadable(key(record)));
        }
        return Optional.of(new StreamWish.Asked(
                control, (reason, what, hint) -> letters.send(arrivals.letter(record, reason, what, hint))));
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
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
        letters.close();
    }
}
