package io.winnow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Holds what the gateway answers against its OpenAPI document. Fields that the document does not name are refused here, so that none is forgotten there. */
public final class Contract {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode DOCUMENT = strict(OpenApi.document().deepCopy());
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Contract() {}

    /** Refuses a response to a request of a method that the document does not foresee. */
    public static HttpResponse<String> check(String method, HttpResponse<String> response) throws IOException {
        URI uri = response.uri();
        for (Map.Entry<String, JsonNode> path : DOCUMENT.get("paths").properties()) {
            if (uri.getPath().matches(path.getKey().replaceAll("[{]\\w+[}]", "[^/]+"))) {
                check(path.getValue().path(method.toLowerCase(Locale.ROOT)), response);
            }
        }
        return response;
    }

    private static void check(JsonNode operation, HttpResponse<String> response) throws IOException {
        assertThat(operation.isMissingNode())
                .as("%s is not in the document", response.request())
                .isFalse();
        JsonNode foreseen = resolve(operation.get("responses").path(Integer.toString(response.statusCode())));
        JsonNode content = foreseen.isMissingNode()
                ? resolve(operation.get("responses").path("default")).path("content")
                : foreseen.path("content");
        String type = response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        assertThat(content.has(type))
                .as("%s answers %s %s", response.request(), response.statusCode(), type)
                .isTrue();
        if (type.equals("application/json")) {
            check(content.get(type).get("schema"), MAPPER.readTree(response.body()));
        }
    }

    /** Refuses the data of an event that the document does not foresee. */
    public static void checkEvent(String name, JsonNode data) {
        JsonNode event = DOCUMENT.at("/paths/~1api~1events/get/x-winnow-events").path(name);
        assertThat(event.isMissingNode())
                .as("the event %s is not in the document", name)
                .isFalse();
        check(event.get("schema"), data);
    }

    private static void check(JsonNode schema, JsonNode data) {
        ObjectNode root = schema.deepCopy();
        root.set("components", DOCUMENT.get("components"));
        List<Error> errors = SCHEMAS.getSchema(root).validate(data);
        assertThat(errors).as("%s by %s", data, schema).isEmpty();
    }

    private static JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").textValue().substring(1)) : node;
    }

    /** The same document, where no object has fields but those that are named. */
    private static JsonNode strict(JsonNode node) {
        if (node.isObject() && node.path("properties").isObject() && !node.has("additionalProperties")) {
            ((ObjectNode) node).put("additionalProperties", false);
        }
        node.forEach(Contract::strict);
        return node;
    }
}
