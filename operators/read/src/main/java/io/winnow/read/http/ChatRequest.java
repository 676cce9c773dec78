package io.winnow.read.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.records.Clock;
import io.winnow.records.Preview;
import io.winnow.records.Span;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The body of a request to a chat-completions interface: an instruction, each picture behind its time, the question. */
final class ChatRequest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long MICROS_PER_MINUTE = 60_000_000;
    private static final double MICROS = 1e6;

    private final String model;
    private final Wording wording;

    ChatRequest(String model, Wording wording) {
        this.model = model;
        this.wording = wording;
    }

    /**
     * Its JSON.
     *
     * @param pictures in the order of time
     */
    byte[] body(List<Preview> pictures, String question) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("model", model);
        body.put("max_tokens", wording.answerTokens());
        body.put("temperature", wording.temperature());
        if (wording.logprobs()) {
            body.put("logprobs", true);
        }
        body.put("stream", wording.streamed());
        if (wording.streamed()) {
            body.putObject("stream_options").put("include_usage", true);
        }
        ArrayNode messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", wording.instruction());
        ArrayNode parts = messages.addObject().put("role", "user").putArray("content");
        for (Preview picture : pictures) {
            parts.addObject().put("type", "text").put("text", "At " + time(picture.span()) + ":");
            parts.addObject()
                    .put("type", "image_url")
                    .putObject("image_url")
                    .put("url", "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(picture.jpeg()));
        }
        parts.addObject().put("type", "text").put("text", question);
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers is JSON", e);
        }
    }

    /** Minutes and seconds in a file; date and time of a live stream. */
    static String time(Span span) {
        long start = span.startMicros();
        return span.clock() == Clock.WALL
                ? Instant.EPOCH
                        .plus(start, ChronoUnit.MICROS)
                        .truncatedTo(ChronoUnit.MILLIS)
                        .toString()
                : String.format(
                        Locale.ROOT,
                        "%d:%04.1f",
                        start / MICROS_PER_MINUTE,
                        Math.floor(start % MICROS_PER_MINUTE / MICROS * 10) / 10);
    }
}
