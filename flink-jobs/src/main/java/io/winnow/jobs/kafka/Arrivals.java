package io.winnow.jobs.kafka;

import io.winnow.records.DeadLetter;
import io.winnow.records.RecordIds;
import io.winnow.records.avro.RecordFormatException;
import io.winnow.topics.TopicRegistry;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads a topic's bytes for one consumer: records of its run, dead letters for what is no record, nothing for what is not its own.
 *
 * @param form of the topic's records
 * @param handed what is handed on of each
 * @param topic whose records they are
 * @param run whose records are wanted, or empty for those of any
 * @param ownRun the consumer's own run
 * @param consumer {@code pipeline/stage}
 */
record Arrivals<T, R>(TopicForm<T> form, Handed<T, R> handed, String topic, String run, String ownRun, String consumer)
        implements Serializable {
    /** Names the one consumer that a record sent again is for. */
    static final String REDRIVE = TopicRegistry.REDRIVE_HEADER;

    /** Makes what a consumer gets of a value and its place. */
    @FunctionalInterface
    interface Handed<T, R> extends Serializable {
        R of(T value, int partition, long offset);
    }

    Optional<Either<T, DeadLetter>> read(ConsumerRecord<byte[], byte[]> record) {
        Header redrive = record.headers().lastHeader(REDRIVE);
        if (redrive != null && !new String(redrive.value(), StandardCharsets.UTF_8).equals(consumer)) {
            return Optional.empty();
        }
        byte[] bytes = record.value();
        if (bytes == null) {
            Optional<T> said = form.tombstone().apply(key(record));
            Either<T, DeadLetter> arrival =
                    said.isPresent() ? Either.Left(said.get()) : reject(record, "EMPTY", "the record has no value");
            return Optional.of(arrival);
        }
        try {
            T value = form.codec().get().decode(bytes);
            String of = form.run().apply(value);
            return run.isEmpty() || of.isEmpty() || of.equals(run) ? Optional.of(Either.Left(value)) : Optional.empty();
        } catch (RecordFormatException e) {
            return Optional.of(reject(record, e.reason().name(), String.valueOf(e.getMessage())));
        }
    }

    /** What the consumer gets of an arrival. */
    Either<R, DeadLetter> handOn(Either<T, DeadLetter> arrival, ConsumerRecord<byte[], byte[]> record) {
        return arrival.isLeft()
                ? Either.Left(handed.of(arrival.left(), record.partition(), record.offset()))
                : Either.Right(arrival.right());
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    private Either<T, DeadLetter> reject(ConsumerRecord<byte[], byte[]> record, String reason, String what) {
        return Either.Right(letter(
                record,
                reason,
                what,
                reason.equals("UNKNOWN_SCHEMA")
                        ? "Upgrade the consumers first, then redrive."
                        : "Find who writes foreign bytes to this topic; winnow topics acls lists who may."));
    }

    /** A record that this consumer cannot process. */
    DeadLetter letter(ConsumerRecord<byte[], byte[]> record, String reason, String what, String hint) {
        String place = record.topic() + "-" + record.partition() + "@" + record.offset();
        String key = key(record);
        return new DeadLetter(
                RecordIds.deadLetter(consumer, key, reason, place),
                ownRun,
                consumer,
                record.topic(),
                record.partition(),
                record.offset(),
                key,
                record.value() == null ? new byte[0] : record.value(),
                reason,
                what,
                place,
                hint,
                key,
                Optional.empty(),
                1,
                record.timestamp());
    }
}
