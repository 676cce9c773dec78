package io.winnow.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The interface as a document of OpenAPI 3.1, which tests hold against the routes and what they answer. */
final class OpenApi {
    private static final String DOCUMENT = "/io/winnow/gateway/api/openapi.yaml";

    private final String text;

    OpenApi(Json json) {
        this.text = json.text(document());
    }

    static JsonNode document() {
        try (InputStream input = Objects.requireNonNull(OpenApi.class.getResourceAsStream(DOCUMENT), DOCUMENT)) {
            return new YAMLMapper().readTree(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A part of the document, with what it refers to in its place. */
    static JsonNode inlined(JsonNode part) {
        return inlined(document(), part);
    }

    private static JsonNode inlined(JsonNode document, JsonNode part) {
        if (part.has("$ref")) {
            return inlined(document, document.at(part.get("$ref").textValue().substring(1)));
        }
        if (part.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            part.properties().forEach(field -> object.set(field.getKey(), inlined(document, field.getValue())));
            return object;
        }
        if (part.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            part.forEach(element -> array.add(inlined(document, element)));
            return array;
        }
        return part;
    }

    void get(Context context) {
        context.contentType("application/json").result(text);
    }
}
