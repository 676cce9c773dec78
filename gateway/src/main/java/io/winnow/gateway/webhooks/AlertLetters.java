package io.winnow.gateway.webhooks;

import io.winnow.gateway.topics.RecordWriter;
import io.winnow.gateway.topics.RecordWriter.NotWritten;
import io.winnow.records.DeadLetter;
import io.winnow.records.RecordIds;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes what one endpoint did not get to the dead letters of alerts, whole, so that it can be sent again to that endpoint alone. */
final class AlertLetters {
    private final RecordWriter writer;
    private final String consumer;
    private final Clock clock;

    AlertLetters(RecordWriter writer, TopicNames names, String endpoint, Clock clock) {
        this.writer = writer;
        this.consumer = names.pipeline() + "/webhooks/" + endpoint;
        this.clock = clock;
    }

    /** How dead letters name this endpoint, and how records that are sent again do. */
    String consumer() {
        return consumer;
    }

    /** Writes one of an alert; returns when the broker has it. */
    void write(Parcel parcel, String reason, String what, String hint) throws NotWritten, InterruptedException {
        String id = parcel.alert().id().toString();
        write(parcel.record(), parcel.alert().run(), parcel.alert().stream(), id, reason, what, hint);
    }

    /** Writes one of bytes that are no alert. */
    void write(ConsumerRecord<byte[], byte[]> record, String reason, String what)
            throws NotWritten, InterruptedException {
        String hint = reason.equals("UNKNOWN_SCHEMA")
                ? "Upgrade the gateway first, then redrive."
                : "Find who writes foreign bytes to this topic; winnow topics acls lists who may.";
        write(record, "", "", place(record), reason, what, hint);
    }

    private void write(
            ConsumerRecord<byte[], byte[]> record,
            String run,
            String stream,
            String of,
            String reason,
            String what,
            String hint)
            throws NotWritten, InterruptedException {
        byte[] key = record.key() == null ? new byte[0] : record.key();
        DeadLetter letter = new DeadLetter(
                RecordIds.deadLetter(consumer, stream, reason, of),
                run,
                consumer,
                record.topic(),
                record.partition(),
                record.offset(),
                new String(key, StandardCharsets.UTF_8),
                record.value(),
                reason,
                what,
                place(record),
                hint,
                stream,
                Optional.empty(),
                1,
                clock.millis());
        writer.write(new ProducerRecord<>(
                TopicNames.deadLettersOf(record.topic()),
                key,
                TopicRegistry.ALERTS_DLQ.codec().encode(letter)));
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }
}
