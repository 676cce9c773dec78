package io.winnow.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;

/** Values as JSON. */
final class Json {
    private final ObjectMapper mapper = new ObjectMapper();

    String text(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view cannot be written as JSON", e);
        }
    }

    void send(Context context, int status, Object value) {
        context.status(status).contentType("application/json").result(text(value));
    }

    /** A value as it would be read again. */
    JsonNode tree(Object value) {
        return mapper.valueToTree(value);
    }

    JsonNode read(byte[] bytes) {
        try {
            JsonNode node = mapper.readTree(bytes);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw notJson(": " + e.getClass().getSimpleName());
        }
        throw notJson("");
    }

    private static ApiError notJson(String why) {
        return new ApiError(
                400,
                "NOT_JSON",
                "the request's body is no JSON object" + why,
                "the body",
                "send {\"question\": \"...\"}");
    }
}
