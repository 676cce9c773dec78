package io.winnow.gateway.keys;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Keys in a file: a JSON object a line, {@code {"id", "sha256", "streams", "may", "expires"?}}; empty lines and those that begin with {@code #} are for people. */
public final class KeyFile {
    private static final int LARGEST_BYTES = 1024 * 1024;
    private static final int MOST_KEYS = 1_000;
    private static final int MOST_STREAMS = 100;
    private static final int LONGEST_STREAM = 1_000;
    private static final Set<String> FIELDS = Set.of("id", "sha256", "streams", "may", "expires");
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private KeyFile() {}

    /** The file holds something else. Its words do not repeat what the file holds. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    /** What a file says now, unread. */
    static byte[] bytes(Path file) throws Unusable {
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                throw new Unusable("the file is longer than " + LARGEST_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Unusable("the file cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** The keys of a file by their ids; there may be none. */
    static Map<String, Key> parse(byte[] bytes) throws Unusable {
        Map<String, Key> keys = new LinkedHashMap<>();
        int number = 0;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                Key key = key(line, number);
                if (keys.put(key.id(), key) != null) {
                    throw new Unusable("line " + number + ": a line before has the id " + key.id() + " too");
                }
            }
        }
        if (keys.size() > MOST_KEYS) {
            throw new Unusable("the file holds " + keys.size() + " keys, and may hold " + MOST_KEYS);
        }
        return keys;
    }

    private static Key key(String line, int number) throws Unusable {
        try {
            JsonNode node = MAPPER.readTree(line);
            if (node == null || !node.isObject()) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            node.fieldNames().forEachRemaining(name -> {
                if (!FIELDS.contains(name)) {
                    throw new IllegalArgumentException("it has a field other than " + new TreeSet<>(FIELDS));
                }
            });
            return new Key(
                    node.path("id").asText(),
                    hash(node.path("sha256")),
                    new StreamScope(streams(node.path("streams"))),
                    permissions(node.path("may")),
                    node.has("expires")
                            ? Optional.of(Instant.parse(node.get("expires").asText()))
                            : Optional.empty());
        } catch (JsonProcessingException e) {
            // Its words repeat a part of the line.
            throw new Unusable("line " + number + ": it is no JSON");
        } catch (DateTimeException e) {
            throw new Unusable("line " + number + ": expires is no time such as 2027-01-01T00:00:00Z");
        } catch (IllegalArgumentException e) {
            throw new Unusable("line " + number + ": " + e.getMessage());
        }
    }

    private static byte[] hash(JsonNode node) {
        try {
            return HexFormat.of().parseHex(node.asText());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("sha256 is not in hexadecimal digits", e);
        }
    }

    private static List<String> streams(JsonNode node) {
        List<String> streams = texts("streams", node);
        if (streams.isEmpty() || streams.size() > MOST_STREAMS) {
            throw new IllegalArgumentException("streams names " + streams.size() + " patterns, and may name 1 to "
                    + MOST_STREAMS + "; ** is each");
        }
        if (streams.stream().anyMatch(each -> each.isBlank() || each.length() > LONGEST_STREAM)) {
            throw new IllegalArgumentException("a pattern of streams has 1 to " + LONGEST_STREAM + " characters");
        }
        return streams;
    }

    private static Set<Permission> permissions(JsonNode node) {
        Set<Permission> permissions = new TreeSet<>();
        texts("may", node)
                .forEach(word -> permissions.add(Permission.of(word)
                        .orElseThrow(() -> new IllegalArgumentException("may is a list of read, ask and control"))));
        return permissions;
    }

    private static List<String> texts(String name, JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (!node.isArray()) {
            throw new IllegalArgumentException(name + " is not a list");
        }
        node.forEach(each -> {
            if (!each.isTextual()) {
                throw new IllegalArgumentException(name + " is not a list of texts");
            }
            texts.add(each.textValue());
        });
        return texts;
    }

    /**
     * Adds a key to a file, which is made where there is none, for its owner alone.
     *
     * @throws Unusable where the file is wrong already, or has a key of this id
     */
    public static void add(Path file, Key key) throws IOException, Unusable {
        boolean there = Files.exists(file);
        byte[] before = there ? bytes(file) : new byte[0];
        if (parse(before).containsKey(key.id())) {
            throw new Unusable("it has a key " + key.id() + " already");
        }
        if (!there) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        String start = before.length > 0 && before[before.length - 1] != '\n' ? "\n" : "";
        Files.writeString(file, start + line(key) + "\n", StandardOpenOption.APPEND);
    }

    private static String line(Key key) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("id", key.id());
        node.put("sha256", HexFormat.of().formatHex(key.hash()));
        key.scope().names().forEach(node.putArray("streams")::add);
        new TreeSet<>(key.may()).forEach(each -> node.withArray("may").add(each.word()));
        key.expires().ifPresent(time -> node.put("expires", time.toString()));
        return node.toString();
    }
}
