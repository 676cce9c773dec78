package io.winnow.gateway.webhooks;

import io.winnow.records.Alert;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** An alert on its way to one endpoint: the record that holds it, how often it was tried, and when it is due. */
final class Parcel {
    private final ConsumerRecord<byte[], byte[]> record;
    private final Alert alert;
    private final boolean late;
    private int failures;
    private long dueMillis;

    /** What keeps its order among alerts. */
    record Place(String questionId, String stream) {}

    /**
     * A new one.
     *
     * @param record that holds it
     * @param alert that the record holds
     * @param late whether it is so old that it is tried once only
     * @param dueMillis wall clock
     */
    Parcel(ConsumerRecord<byte[], byte[]> record, Alert alert, boolean late, long dueMillis) {
        this.record = record;
        this.alert = alert;
        this.late = late;
        this.dueMillis = dueMillis;
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    Alert alert() {
        return alert;
    }

    boolean late() {
        return late;
    }

    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    long offset() {
        return record.offset();
    }

    /** Alerts of one question on one stream are sent one after the other: what is resolved was firing before. */
    Place place() {
        return new Place(alert.questionId(), alert.stream());
    }

    long dueMillis() {
        return dueMillis;
    }

    /** Counts a failed try; how many there are now. */
    int failed() {
        return ++failures;
    }

    void waitUntil(long millis) {
        dueMillis = millis;
    }
}
