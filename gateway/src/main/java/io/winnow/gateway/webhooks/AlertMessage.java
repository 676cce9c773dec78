package io.winnow.gateway.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.records.Alert;
import io.winnow.records.Span;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * An alert as endpoints get it (Standard Webhooks 1.0.0, Payload structure). The same alert gives the same bytes, whenever and however often it is sent.
 *
 * @param type {@code alert.firing} or {@code alert.resolved}
 * @param timestamp when it was raised
 * @param data the alert
 */
record AlertMessage(String type, String timestamp, Data data) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The alert; fields as in its topic, and the pipeline. */
    record Data(
            String id,
            String pipeline,
            String run,
            String questionId,
            String stream,
            long occurrence,
            String state,
            String reason,
            String question,
            String when,
            String answer,
            double confidence,
            List<Span> evidence,
            long atMillis) {}

    static AlertMessage of(String pipeline, Alert alert) {
        return new AlertMessage(
                "alert." + alert.state().name().toLowerCase(Locale.ROOT),
                Instant.ofEpochMilli(alert.atMillis()).toString(),
                new Data(
                        alert.id().toString(),
                        pipeline,
                        alert.run(),
                        alert.questionId(),
                        alert.stream(),
                        alert.occurrence(),
                        alert.state().name(),
                        alert.reason().name(),
                        alert.question(),
                        alert.when(),
                        alert.answer(),
                        alert.confidence(),
                        alert.evidence(),
                        alert.atMillis()));
    }

    /** JSON, in UTF-8. */
    byte[] bytes() {
        try {
            return MAPPER.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an alert cannot be written as JSON", e);
        }
    }
}
