package io.winnow.jobs.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.jobs.definition.Option;
import io.winnow.jobs.definition.OptionGroups;
import io.winnow.jobs.definition.OptionsMapper;

/** The JSON Schema of a pipeline's file. */
final class SchemaPage {
    /** In an order of its own, since the schema is a file that is compared. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private SchemaPage() {}

    static String text() {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "A pipeline of Winnow");
        closed(schema);
        schema.putArray("required").add("name");
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.set("sources", sources());
        for (Record group : OptionGroups.all().values()) {
            for (Option option : OptionsMapper.options(group)) {
                add(schema, option);
            }
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the schema cannot be written", e);
        }
    }

    private static void closed(ObjectNode object) {
        object.put("type", "object");
        object.put("additionalProperties", false);
        object.putObject("properties");
    }

    private static ObjectNode sources() {
        ObjectNode item = JSON.createObjectNode();
        closed(item);
        item.putArray("anyOf")
                .add(JSON.createObjectNode()
                        .set("required", JSON.createArrayNode().add("address")))
                .add(JSON.createObjectNode()
                        .set("required", JSON.createArrayNode().add("id").add("retention")));
        ObjectNode properties = (ObjectNode) item.get("properties");
        for (String key : new String[] {"id", "address", "policy", "retention"}) {
            properties.putObject(key).put("type", "string");
        }
        ObjectNode list = JSON.createObjectNode();
        list.put("type", "array");
        list.put(
                "description",
                "What is decoded: an address, or its id, address, frame policy and retention; or id and retention of what another pipeline decodes.");
        list.putObject("items")
                .putArray("anyOf")
                .add(JSON.createObjectNode().put("type", "string"))
                .add(item);
        return list;
    }

    private static void add(ObjectNode schema, Option option) {
        String key = option.key().replaceFirst("\\.\\*$", "");
        ObjectNode value = JSON.valueToTree(option.schema());
        value.put("description", option.text());
        if (!option.initial().isEmpty()) {
            value.put("default", option.initial());
        }
        ObjectNode at = schema;
        String[] parts = key.split("\\.");
        for (int i = 0; i < parts.length - 1; i++) {
            ObjectNode properties = (ObjectNode) at.get("properties");
            if (!properties.has(parts[i])) {
                closed(properties.putObject(parts[i]));
            }
            at = (ObjectNode) properties.get(parts[i]);
        }
        ((ObjectNode) at.get("properties")).set(parts[parts.length - 1], value);
        if (parts.length > 1) {
            ((ObjectNode) schema.get("properties")).set(key, value.deepCopy());
        }
    }
}
