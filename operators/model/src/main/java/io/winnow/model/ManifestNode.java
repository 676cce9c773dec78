package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A place in a manifest, which knows where it stands, so that a refusal can say so. */
record ManifestNode(Path file, String where, JsonNode node) {

    ManifestNode child(String key) {
        JsonNode child = node.get(key);
        if (child == null || child.isNull()) {
            throw refusal(key, "is missing");
        }
        return new ManifestNode(file, where.isEmpty() ? key : where + "." + key, child);
    }

    Optional<ManifestNode> optional(String key) {
        return node.hasNonNull(key) ? Optional.of(child(key)) : Optional.empty();
    }

    /** The keys, in the order they were written. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    List<JsonNode> items() {
        List<JsonNode> items = new ArrayList<>();
        node.elements().forEachRemaining(items::add);
        return items;
    }

    String text(String key) {
        JsonNode value = child(key).node;
        if (!value.isValueNode()) {
            throw refusal(key, "is no text");
        }
        return value.asText();
    }

    int whole(String key) {
        return Math.toIntExact(large(key));
    }

    long large(String key) {
        JsonNode value = child(key).node;
        if (!value.isIntegralNumber()) {
            throw refusal(key, "is no whole number");
        }
        return value.asLong();
    }

    double number(String key) {
        JsonNode value = child(key).node;
        if (!value.isNumber()) {
            throw refusal(key, "is no number");
        }
        return value.asDouble();
    }

    <E extends Enum<E>> E choice(String key, Class<E> type) {
        String word = text(key);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(word.replace('-', '_'))) {
                return constant;
            }
        }
        throw refusal(key, "is '" + word + "', which this version of Winnow does not know");
    }

    ModelException refusal(String key, String wrong) {
        String path = where.isEmpty() ? key : where + "." + key;
        return new ModelException("the manifest " + file + " cannot be used: " + path + " " + wrong
                + ". Fetch the bundle again, or use the version of Winnow it was made for");
    }
}
