package io.winnow.gateway.webhooks;

import io.winnow.records.Alert;
import io.winnow.records.Clock;
import io.winnow.records.RecordIds;
import io.winnow.records.Span;
import io.winnow.topics.TopicRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Alerts for tests. */
final class Alerts {
    private Alerts() {}

    static Alert of(String question, String stream, long occurrence, Alert.State state) {
        return of(question, stream, occurrence, state, Alert.Reason.ANSWER);
    }

    /** That one is over, since its stream or question is gone. */
    static Alert removed(String question, String stream, long occurrence) {
        return of(question, stream, occurrence, Alert.State.RESOLVED, Alert.Reason.REMOVED);
    }

    private static Alert of(String question, String stream, long occurrence, Alert.State state, Alert.Reason reason) {
        return new Alert(
                RecordIds.alert("run-1", "read", question, stream, occurrence, state.name()),
                question,
                "run-1",
                stream,
                occurrence,
                state,
                reason,
                "Is the gate open?",
                "answer is yes",
                "yes",
                0.75,
                List.of(new Span(1_000_000, 2_000_000, Clock.WALL)),
                1_767_225_600_123L);
    }

    /** A record that holds one. */
    static ConsumerRecord<byte[], byte[]> record(int partition, long offset, Alert alert) {
        return new ConsumerRecord<>(
                "winnow.shop.alerts.v1",
                partition,
                offset,
                alert.questionId().getBytes(StandardCharsets.UTF_8),
                TopicRegistry.ALERTS.codec().encode(alert));
    }
}
