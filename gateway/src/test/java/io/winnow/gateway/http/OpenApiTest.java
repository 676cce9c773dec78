package io.winnow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.HandlerType;
import io.javalin.security.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final Map<Access, String> WORDS = Map.of(
            Access.PROBE, "anyone",
            Access.ANYONE, "anyone",
            Access.ANY_KEY, "any",
            Access.READ, "read",
            Access.ASK, "ask",
            Access.CONTROL, "control",
            Access.READ_ALL, "read, of each stream");
    private static final Path SOURCES = Path.of(
            System.getProperty("winnow.root", ".."),
            "gateway",
            "src",
            "main",
            "java",
            "io",
            "winnow",
            "gateway",
            "http");

    private final JsonNode document = OpenApi.document();

    @Test
    void theDocumentNamesEachRouteAndWhatItAsksOfItsCaller() {
        Map<String, String> stated = new TreeMap<>();
        operations((path, method) -> {
            JsonNode operation = document.at("/paths/" + path.replace("/", "~1") + "/" + method);
            String may = operation.path("x-winnow-may").asText();
            stated.put(method.toUpperCase(Locale.ROOT) + " " + path, may);
            assertThat(operation.has("security")).as("%s %s", method, path).isEqualTo(may.equals("anyone"));
        });
        assertThat(stated).isEqualTo(routes());
    }

    private static Map<String, String> routes() {
        Map<String, String> routes = new TreeMap<>();
        try (TestServer server = new TestServer(Optional.empty())) {
            server.http().routes().stream()
                    .filter(route -> Set.of(HandlerType.GET, HandlerType.POST, HandlerType.DELETE)
                            .contains(route.method))
                    .forEach(route -> routes.put(
                            route.method + " " + route.path,
                            Optional.ofNullable(route.metadata(Roles.class))
                                    .map(roles -> WORDS.get(
                                            (Access) roles.getRoles().iterator().next()))
                                    .orElse("read")));
        }
        return routes;
    }

    @Test
    void theDocumentNamesEachErrorOfTheCode() throws IOException {
        Set<String> stated = new TreeSet<>();
        document.at("/components/schemas/ErrorCode/oneOf")
                .forEach(code -> stated.add(code.get("const").textValue()));
        Set<String> thrown = new TreeSet<>();
        Pattern code = Pattern.compile("ApiError\\([^;]*?\\d{3},\\s*\"([A-Z_]+)\"");
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Matcher found = code.matcher(Files.readString(file));
                while (found.find()) {
                    thrown.add(found.group(1));
                }
            }
        }
        assertThat(stated).isEqualTo(thrown);
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryOperationHasAName() {
        document.findValuesAsText("$ref")
                .forEach(place -> assertThat(document.at(place.substring(1)).isMissingNode())
                        .as(place)
                        .isFalse());
        List<String> names = document.get("paths").findValuesAsText("operationId");
        assertThat(names).doesNotHaveDuplicates();
        Set<String> operations = new TreeSet<>();
        operations((path, method) -> operations.add(method + path));
        assertThat(names).hasSameSizeAs(operations);
    }

    @Test
    void nothingInTheDocumentIsWithoutAValue() {
        // A comma in words without quotes makes a key of what follows.
        nulls(
                "",
                document,
                place -> assertThat(place).as("a key without a value").isEmpty());
    }

    private static void nulls(String place, JsonNode node, Consumer<String> each) {
        if (node.isNull()) {
            each.accept(place);
        }
        node.properties().forEach(entry -> nulls(place + "/" + entry.getKey(), entry.getValue(), each));
        if (node.isArray()) {
            node.forEach(child -> nulls(place + "/-", child, each));
        }
    }

    @Test
    void timesSayThatTheyTakeSixtyFourBits() {
        // Without it, clients made from the document read them into 32.
        List<String> times = new ArrayList<>();
        properties(document.get("components"), (name, schema) -> {
            if (name.matches("\\w+(Micros|Millis)|epoch")) {
                times.add(name);
                assertThat(schema.path("format").asText()).as(name).isEqualTo("int64");
            }
        });
        assertThat(times).contains("fromMicros", "askedMillis", "epoch");
    }

    private static void properties(JsonNode node, BiConsumer<String, JsonNode> each) {
        node.path("properties").properties().forEach(property -> each.accept(property.getKey(), property.getValue()));
        node.forEach(child -> properties(child, each));
    }

    @Test
    void whatTheDocumentDoesNotForeseeIsNoticed() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        Contract.checkEvent("removed", json.objectNode().put("stream", "dock/1"));
        assertThatThrownBy(
                        () -> Contract.checkEvent("removed", json.objectNode().put("stream", 1)))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Contract.checkEvent(
                        "removed", json.objectNode().put("stream", "dock/1").put("more", 1)))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Contract.checkEvent("line", json.objectNode().put("run", "r")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Contract.checkEvent("nothing", json.objectNode()))
                .isInstanceOf(AssertionError.class);
    }

    private void operations(BiConsumer<String, String> each) {
        document.get("paths")
                .fieldNames()
                .forEachRemaining(path -> document.get("paths")
                        .get(path)
                        .fieldNames()
                        .forEachRemaining(method -> each.accept(path, method)));
    }
}
