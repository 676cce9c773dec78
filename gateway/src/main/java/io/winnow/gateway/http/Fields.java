package io.winnow.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The fields of a request's body, which must be JSON, of a known size, and hold none but known ones. What is wrong with them is refused in a sentence. */
final class Fields {
    private static final int PIECE_BYTES = 8192;

    private final JsonNode node;
    private final Function<String, ApiError> refusal;

    private Fields(JsonNode node, Function<String, ApiError> refusal) {
        this.node = node;
        this.refusal = refusal;
    }

    /**
     * Reads a body.
     *
     * @param largest bytes that it may have
     * @param known names of fields
     * @param refusal makes an error of what is wrong
     */
    static Fields of(Context context, Json json, int largest, Set<String> known, Function<String, ApiError> refusal)
            throws IOException {
        return of(json.read(body(context, largest, refusal)), known, refusal);
    }

    /**
     * The fields of an object.
     *
     * @param known names of fields
     * @param refusal makes an error of what is wrong
     */
    static Fields of(JsonNode object, Set<String> known, Function<String, ApiError> refusal) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw refusal.apply("there is no field \"" + name.replaceAll("[^ -~]", "?") + "\"");
            }
        });
        return new Fields(object, refusal);
    }

    /**
     * A body that says that it is JSON.
     *
     * @param largest bytes that it may have
     * @param refusal makes an error of what is wrong
     */
    static byte[] body(Context context, int largest, Function<String, ApiError> refusal) throws IOException {
        Guard.requireJson(context);
        byte[] body = read(context.req().getInputStream(), largest + 1);
        if (body.length > largest) {
            throw refusal.apply("the request has more than " + largest + " bytes");
        }
        return body;
    }

    /** Reads up to so many bytes, not at any pace: a body that trickles in would hold a thread for hours. */
    private static byte[] read(InputStream input, int most) {
        long begunNanos = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE_BYTES];
        int count = next(input, piece);
        while (count >= 0 && body.size() < most) {
            if (System.nanoTime() - begunNanos > Bodies.PATIENCE.toNanos()) {
                throw Bodies.slow();
            }
            body.write(piece, 0, Math.min(count, most - body.size()));
            count = next(input, piece);
        }
        return body.toByteArray();
    }

    private static int next(InputStream input, byte[] piece) {
        try {
            return input.read(piece);
        } catch (IOException e) {
            throw Bodies.brokenOff();
        }
    }

    private Optional<JsonNode> value(String name) {
        JsonNode value = node.path(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    Optional<String> text(String name) {
        return value(name).map(value -> text(name, value));
    }

    private String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw refusal.apply(name + " is not text");
        }
        return value.textValue();
    }

    /** A list of texts; empty where there is none. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        value(name).ifPresent(list -> {
            if (!list.isArray()) {
                throw refusal.apply(name + " is not a list");
            }
            list.forEach(value -> texts.add(text(name, value)));
        });
        return texts;
    }

    Optional<Long> whole(String name) {
        return value(name).map(value -> {
            if (!value.canConvertToLong() || !value.isIntegralNumber()) {
                throw refusal.apply(name + " is not a whole number");
            }
            return value.longValue();
        });
    }

    Optional<Double> number(String name) {
        return value(name).map(value -> {
            if (!value.isNumber()) {
                throw refusal.apply(name + " is not a number");
            }
            return value.doubleValue();
        });
    }
}
