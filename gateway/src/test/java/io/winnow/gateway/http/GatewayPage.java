package io.winnow.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the tables of {@code docs/gateway.md} from the OpenAPI document. */
final class GatewayPage {
    private final JsonNode document = OpenApi.document();

    /** The page with its tables as they must be. */
    String with(String page) {
        String with = put(page, "requests", requests());
        with = put(with, "tools", tools());
        with = put(with, "events", events());
        return put(with, "errors", errors());
    }

    private static String put(String page, String name, String table) {
        Pattern place = Pattern.compile("(<!-- " + name + " -->\n).*?(<!-- end of " + name + " -->)", Pattern.DOTALL);
        return place.matcher(page)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + table + found.group(2)));
    }

    private String requests() {
        StringBuilder table =
                new StringBuilder("| request | key | what |\n| --- | --- | --- |\n| `GET /` | anyone | the page |\n");
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> table.append("| `")
                                .append(method.getKey().toUpperCase(Locale.ROOT))
                                .append(" ")
                                .append(path.getKey())
                                .append("` | ")
                                .append(method.getValue().get("x-winnow-may").textValue())
                                .append(" | ")
                                .append(what(method.getValue()))
                                .append(" |\n")));
        return table.toString();
    }

    private String what(JsonNode operation) {
        List<String> parts = new ArrayList<>(List.of(operation.get("summary").textValue()));
        List<String> parameters = new ArrayList<>();
        operation.path("parameters").forEach(parameter -> {
            if (parameter.get("in").textValue().equals("query")) {
                parameters.add(name(
                        parameter.get("name").textValue(),
                        parameter.path("required").asBoolean()));
            }
        });
        if (!parameters.isEmpty()) {
            parts.add("parameters " + String.join(", ", parameters));
        }
        JsonNode body = operation.at("/requestBody/content/application~1json/schema");
        if (!body.isMissingNode()) {
            parts.add("takes " + fields(body));
        }
        operation.get("responses").properties().forEach(response -> {
            String fields = fields(response.getValue().at("/content/application~1json/schema"));
            if (!response.getKey().equals("default") && !fields.isEmpty()) {
                parts.add(response.getKey() + ": " + fields);
            }
        });
        return String.join("; ", parts);
    }

    private String fields(JsonNode schema) {
        JsonNode object =
                schema.has("$ref") ? document.at(schema.get("$ref").textValue().substring(1)) : schema;
        List<String> required = new ArrayList<>();
        object.path("required").forEach(name -> required.add(name.textValue()));
        List<String> names = new ArrayList<>();
        object.path("properties").fieldNames().forEachRemaining(name -> names.add(name(name, required.contains(name))));
        return String.join(", ", names);
    }

    private static String name(String name, boolean required) {
        return "`" + name + "`" + (required ? "" : "?");
    }

    private String events() {
        StringBuilder table = new StringBuilder("| event | data | fields |\n| --- | --- | --- |\n");
        document.at("/paths/~1api~1events/get/x-winnow-events")
                .properties()
                .forEach(event -> table.append("| `")
                        .append(event.getKey())
                        .append("` | ")
                        .append(event.getValue().get("description").textValue())
                        .append(" | ")
                        .append(fields(event.getValue().get("schema")))
                        .append(" |\n"));
        return table.toString();
    }

    private String tools() {
        StringBuilder table = new StringBuilder("| tool | key | what |\n| --- | --- | --- |\n");
        document.at("/paths/~1mcp/post/x-winnow-tools")
                .properties()
                .forEach(tool -> table.append("| `")
                        .append(tool.getKey())
                        .append("` | ")
                        .append(tool.getValue().get("may").textValue())
                        .append(" | ")
                        .append(tool.getValue().get("summary").textValue())
                        .append("; takes ")
                        .append(fields(tool.getValue().get("schema")))
                        .append("; gives ")
                        .append(fields(tool.getValue().get("result")))
                        .append(" |\n"));
        return table.toString();
    }

    private String errors() {
        StringBuilder table = new StringBuilder("| code | status | when |\n| --- | --- | --- |\n");
        document.at("/components/schemas/ErrorCode/oneOf")
                .forEach(code -> table.append("| `")
                        .append(code.get("const").textValue())
                        .append("` | ")
                        .append(code.get("x-winnow-status").asText())
                        .append(" | ")
                        .append(code.get("description").textValue())
                        .append(" |\n"));
        return table.toString();
    }
}
