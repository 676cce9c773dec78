package io.winnow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.winnow.gateway.http.HttpOptions;
import io.winnow.gateway.keys.Key;
import io.winnow.gateway.keys.KeyFile;
import io.winnow.gateway.keys.KeySecret;
import io.winnow.gateway.keys.Permission;
import io.winnow.gateway.keys.StreamScope;
import io.winnow.records.StreamStatus.State;
import io.winnow.topics.TestBroker;
import io.winnow.topics.TopicCreator;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicPlan;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway with keys: one to all of the pipeline, one to the dock alone, one that may only look at the dock. */
@Timeout(60)
class KeysTest {
    private static final TopicNames NAMES = new TopicNames("winnow", "keys");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static TestBroker broker;
    private static SampleLine line;
    private static Gateway gateway;
    private static Path keys;
    private static String all;
    private static String dock;
    private static String screen;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        broker = new TestBroker(Files.createDirectory(folder.resolve("broker")));
        keys = folder.resolve("keys.jsonl");
        all = key("all", List.of("**"), Permission.values());
        dock = key("dock", List.of("dock/*"), Permission.values());
        screen = key("screen", List.of("dock/*"), Permission.READ);
        try (Admin admin = broker.admin()) {
            new TopicCreator(admin).create(TopicPlan.of(NAMES));
        }
        line = new SampleLine(broker.bootstrap(), NAMES, "run-1");
        gateway = Gateway.start(config().withHttp(HttpOptions.local().withKeys(Optional.of(keys))));
        await().until(() -> get("readyz", "").statusCode() == 200);
        line.metrics(10, System.currentTimeMillis());
        // Pieces of answers are shown from when their topic is followed on.
        await().until(() -> get("api/line", all).body().contains("run-1"));
        for (String stream : List.of("dock/1", "office/1")) {
            line.stream(stream, State.RUNNING, 40, "");
            line.question("q-" + stream, "What is at " + stream + "?", Optional.of(stream));
            line.delta("w-" + stream, stream, "0199-a", 0, "written of " + stream);
            line.answer("q-" + stream, stream, "What is at " + stream + "?", "boxes", 0.75);
            line.alert("s-" + stream, stream, 1);
        }
        ask("POST", "api/standing-questions", all, standing("both", "[\"dock/*\", \"office/*\"]"));
        ask("POST", "api/standing-questions", all, standing("office", "[\"office/*\"]"));
        line.stream("office/last", State.RUNNING, 1, "");
        await().until(() -> {
            JsonNode state = MAPPER.readTree(get("api/state", all).body());
            return List.of("answers", "alerts", "writing", "standing").stream()
                            .allMatch(part -> state.get(part).size() == 2)
                    && state.get("streams").size() == 3;
        });
    }

    @AfterAll
    static void stop() {
        gateway.close();
        line.close();
        broker.close();
    }

    @Test
    void servesNobodyWithoutAKey() throws Exception {
        for (String path : List.of("api/line", "api/state", "api/events", "api/session", "api/webhooks", "metrics")) {
            HttpResponse<String> refused = get(path, "");
            assertThat(error(refused, 401)).isEqualTo("NO_KEY");
            assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"winnow\"");
        }
        assertThat(error(get("api/line", all.substring(0, all.length() - 4) + "AAAA"), 401))
                .isEqualTo("NO_KEY");
        assertThat(error(get("api/line", "winnow_nobody_" + "A".repeat(43)), 401))
                .isEqualTo("NO_KEY");
        assertThat(error(ask("POST", "api/questions", "", "{\"question\": \"ok?\"}"), 401))
                .isEqualTo("NO_KEY");
    }

    @Test
    void noOtherSpellingOfAnAddressOpensADoor() throws Exception {
        for (String line : List.of(
                "GET /api/state/ HTTP/1.1",
                "GET //api/state HTTP/1.1",
                "GET /api//state HTTP/1.1",
                "GET /api/./state HTTP/1.1",
                "GET /page.js/../api/state HTTP/1.1",
                "GET /page.js/..;/api/state HTTP/1.1",
                "GET /%61pi/state HTTP/1.1",
                "GET /api%2fstate HTTP/1.1",
                "GET /%2e%2e/api/state HTTP/1.1",
                "GET /api/state;x=.js HTTP/1.1",
                "GET /api/state%00.js HTTP/1.1",
                "GET /api/state?/page.js HTTP/1.1",
                "GET /healthz/../api/state HTTP/1.1",
                "GET http://localhost/api/state HTTP/1.1",
                "HEAD /api/state HTTP/1.1",
                "POST /api/state HTTP/1.1",
                "QUERY /api/state HTTP/1.1",
                "TRACE /api/state HTTP/1.1",
                "OPTIONS /api/state HTTP/1.1",
                "GET /API/STATE HTTP/1.1",
                "GET /../page/index.html HTTP/1.1",
                "GET /%c0%ae/ HTTP/1.1",
                "GET /api/state HTTP/1.0")) {
            assertThat(raw(line))
                    .as(line)
                    .matches("(?s)HTTP/1[.][01] (30[0-9]|4[0-9][0-9]).*")
                    .doesNotContain("dock", "office", "run-1", "Exception", "\tat ");
        }
    }

    /** What is answered to a request as it stands, without a key. */
    private static String raw(String line) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.address().getPort())) {
            socket.getOutputStream()
                    .write((line + "\r\nHost: localhost\r\nX-HTTP-Method-Override: GET\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void showsThePageAndItsHealthToEveryone() throws Exception {
        for (String path : List.of("", "js/page.js", "page.css", "healthz", "readyz")) {
            assertThat(get(path, "").statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void everyViewEndsWhereTheKeysStreamsEnd() throws Exception {
        for (String path : List.of("api/state", "api/streams", "api/standing-questions")) {
            assertThat(get(path, all).body()).as(path).contains("office");
            assertThat(get(path, screen).body()).as(path).contains("dock").doesNotContain("office");
        }
        JsonNode state = MAPPER.readTree(get("api/state", screen).body());
        assertThat(state.at("/answers")).hasSize(1);
        assertThat(state.at("/alerts")).hasSize(1);
        assertThat(state.at("/writing")).hasSize(1);
        assertThat(state.at("/standing/0/streams/0").asText()).isEqualTo("dock/*");
        for (String path : List.of("api/webhooks", "metrics")) {
            assertThat(error(get(path, screen), 403)).isEqualTo("NOT_PERMITTED");
            assertThat(get(path, all).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersOfOtherStreamsAreNeverGiven() throws Exception {
        line.question("q-each", "What is there?", Optional.empty());
        line.answer("q-each", "office/1", "What is there?", "desks", 0.75);
        line.deadLetter(TopicRegistry.SOURCES_DLQ, "office/7", "NOT_MEDIA");
        line.deadLetter(TopicRegistry.SOURCES_DLQ, "dock/7", "NOT_MEDIA");
        await().until(() -> get("api/questions/q-each", all).body().contains("desks"));
        for (String path : List.of("api/answers", "api/alerts", "api/dead-letters", "api/questions/q-each")) {
            assertThat(get(path, all).body()).as(path).contains("office");
            assertThat(get(path, screen).body()).as(path).doesNotContain("office", "desks");
        }
        assertThat(get("api/dead-letters", screen).body()).contains("dock/7");
        assertThat(error(get("api/questions/q-office/1", screen), 404)).isEqualTo("NOT_FOUND");
        line.question("q-desk", "What is on the desk?", Optional.of("office/1"));
        await().until(() -> get("api/questions/q-desk", all).statusCode() == 200);
        assertThat(error(get("api/questions/q-desk", screen), 404)).isEqualTo("NO_QUESTION");
        assertThat(error(get("api/questions/q-desk?wait=1", screen), 404)).isEqualTo("NO_QUESTION");
        assertThat(error(get("api/pipelines", screen), 403)).isEqualTo("NOT_PERMITTED");
    }

    @Test
    void picturesEndThereToo() throws Exception {
        line.picture("dock/1", 5, new byte[] {1});
        line.picture("office/1", 5, new byte[] {2});
        String both = "api/pictures?stream=dock/1&stream=office/1";
        await().until(() ->
                MAPPER.readTree(get(both, all).body()).at("/pictures").size() == 2);
        assertThat(get(both, screen).body()).contains("dock/1").doesNotContain("office");
        assertThat(get("api/picture?stream=dock/1&epoch=0&at=5", screen).statusCode())
                .isEqualTo(200);
        assertThat(error(get("api/picture?stream=office/1&epoch=0&at=5", screen), 404))
                .isEqualTo("NO_PICTURE");
    }

    @Test
    void eventsOfOtherStreamsAreNeverSent() throws Exception {
        try (Events heard = events(screen)) {
            assertThat(heard.next("all")).contains("dock/1").doesNotContain("office");
            ask("POST", "api/standing-questions", all, standing("gone", "[\"office/*\"]"));
            ask("DELETE", "api/standing-questions/gone", all, "");
            line.stream("office/2", State.RUNNING, 3, "");
            line.question("q-office", "What is in the office?", Optional.of("office/2"));
            line.delta("w-office", "office/2", "0199-a", 0, "desks");
            line.answer("q-office", "office/2", "What is in the office?", "desks", 0.75);
            line.alert("s-office", "office/2", 1);
            line.tombstone("office/2");
            line.stream("dock/2", State.RUNNING, 3, "");
            await().until(() -> get("api/streams", all).body().contains("dock/2"));
            line.metrics(10, System.currentTimeMillis());
            line.stream("dock/3", State.RUNNING, 3, "");
            assertThat(heard.until("dock/3"))
                    .noneMatch(text -> text.contains("office") || text.contains("gone"))
                    .anyMatch(text -> text.contains("dock/2"));
        }
    }

    @Test
    void anAssistantSeesTheStreamsOfItsKeyAlone() {
        try (Assistant assistant = new Assistant(gateway.address(), dock)) {
            assertThat(assistant.initialize().serverInfo().name()).isEqualTo("winnow");
            assertThat(assistant.tools()).extracting(Tool::name).containsExactlyInAnyOrder("ask", "streams");
            assertThat(assistant.tools()).allSatisfy(tool -> {
                assertThat(tool.description()).isNotBlank();
                assertThat(tool.inputSchema()).containsEntry("additionalProperties", false);
            });
            Assistant.Told told = assistant.call("streams", Map.of());
            assertThat(told.refused()).as(told.text()).isFalse();
            assertThat(told.text()).contains("dock/1: RUNNING, 40 frames").doesNotContain("office");
            assertThat(told.content().get("pipeline").asText()).isEqualTo("keys");
            assertThat(told.content().get("streams").findValuesAsText("stream"))
                    .contains("dock/1")
                    .allMatch(stream -> stream.startsWith("dock/"));
            assertThat(assistant
                            .call("streams", Map.of("stream", "dock/1"))
                            .content()
                            .get("streams"))
                    .hasSize(1);
        }
    }

    @Test
    void anAssistantAsksAndIsToldTheAnswerAndWhatItRestsOn() throws Exception {
        try (Assistant assistant = new Assistant(gateway.address(), dock)) {
            assistant.initialize();
            CompletableFuture<Assistant.Told> asked = CompletableFuture.supplyAsync(() -> assistant.call(
                    "ask", Map.of("question", "Are these boxes?", "stream", "dock/1", "from", "-10min")));
            line.answer(idOf("Are these boxes?"), "dock/1", "Are these boxes?", "yes", 0.75);
            Assistant.Told told = asked.get();
            assertThat(told.refused()).as(told.text()).isFalse();
            assertThat(told.text()).isEqualTo("dock/1: yes (75 % sure; seen 4500ms to 5s, 9s to 9500ms)");
            assertThat(told.content().at("/answers/0/evidence/0/startMicros").asLong())
                    .isEqualTo(4_500_000);
            assertThat(told.content().get("unanswered")).isEmpty();
        }
    }

    @Test
    void anAssistantIsToldWhyAQuestionHasNoAnswer() throws Exception {
        try (Assistant assistant = new Assistant(gateway.address(), dock)) {
            assistant.initialize();
            CompletableFuture<Assistant.Told> refused = CompletableFuture.supplyAsync(
                    () -> assistant.call("ask", Map.of("question", "Were there boxes?", "stream", "dock/1")));
            line.deadLetter(TopicRegistry.QUESTIONS_DLQ, "dock/1", "OUTSIDE_KEPT", idOf("Were there boxes?"));
            assertThat(refused.get().text()).startsWith("dock/1: no answer, since it is no media. Leave it out.");
            Assistant.Told late =
                    assistant.call("ask", Map.of("question", "Who hears this?", "stream", "dock/1", "waitSeconds", 1));
            assertThat(late.refused()).isFalse();
            assertThat(late.text())
                    .contains("dock/1: no answer so far", "GET /api/questions/" + idOf("Who hears this?"));
            assertThat(late.content().at("/unanswered/0/stream").asText()).isEqualTo("dock/1");
        }
    }

    /** The id under which a question was put. */
    private static String idOf(String question) {
        List<String> ids = new ArrayList<>();
        await().until(() -> {
            for (JsonNode asked : MAPPER.readTree(get("api/state", all).body()).get("questions")) {
                if (asked.get("question").asText().equals(question)) {
                    ids.add(asked.get("id").asText());
                }
            }
            return !ids.isEmpty();
        });
        return ids.get(0);
    }

    @Test
    void anAssistantIsToldWhatIsWrongWithWhatItAsks() {
        try (Assistant assistant = new Assistant(gateway.address(), dock);
                Assistant reading = new Assistant(gateway.address(), screen)) {
            assistant.initialize();
            assertThat(refusal(assistant, Map.of("question", "ok?", "stream", "office/1")))
                    .contains("no stream that this caller may see has this name");
            assertThat(refusal(assistant, Map.of())).contains("the question is empty");
            assertThat(refusal(assistant, Map.of("question", 5))).contains("question is not text");
            assertThat(refusal(assistant, Map.of("question", "ok?", "streams", "dock/1")))
                    .contains("there is no field \"streams\"", "it takes question, stream, from, to, waitSeconds");
            assertThat(refusal(assistant, Map.of("question", "ok?", "from", "yesterday")))
                    .contains("'yesterday' is not a duration", "-10min");
            assertThat(refusal(assistant, Map.of("question", "ok?", "from", "-1min", "to", "-2min")))
                    .contains("ends before it starts");
            assertThat(refusal(assistant, Map.of("question", "ok?", "from", "-1min", "to", "2s")))
                    .contains("by one clock");
            assertThat(refusal(assistant, Map.of("question", "ok?", "waitSeconds", 61)))
                    .contains("give 1 to 60");
            reading.initialize();
            assertThat(refusal(reading, Map.of("question", "ok?", "stream", "dock/1")))
                    .contains("this key does not let its holder do that", "use a key that may ask");
        }
    }

    private static String refusal(Assistant assistant, Map<String, Object> arguments) {
        Assistant.Told told = assistant.call("ask", arguments);
        assertThat(told.refused()).as(told.text()).isTrue();
        return told.text();
    }

    @Test
    void noAssistantIsLetInWithoutAKey() {
        try (Assistant stranger = new Assistant(gateway.address(), "")) {
            assertThatThrownBy(stranger::initialize).hasStackTraceContaining("Authorization error");
        }
    }

    @Test
    void messagesThatAreNoneAreRefused() throws Exception {
        for (String body : List.of("{\"method\": 1}", "{}", "[]", " null", "5", "\"ping\"", "")) {
            assertThat(error(ask("POST", "mcp", all, body), 400)).as(body).isEqualTo("BAD_MESSAGE");
        }
        assertThat(error(ask("POST", "mcp", all, "{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": {}}"), 400))
                .isEqualTo("BAD_MESSAGE");
        assertThat(error(get("mcp", all), 405)).isEqualTo("NOTHING_TOLD");
        HttpRequest ofTomorrow = request("mcp", all)
                .header("Content-Type", "application/json")
                .header("MCP-Protocol-Version", "3026-01-01")
                .POST(BodyPublishers.ofString("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}"))
                .build();
        assertThat(error(CLIENT.send(ofTomorrow, BodyHandlers.ofString()), 400)).isEqualTo("BAD_MESSAGE");
        HttpResponse<String> unknown =
                ask("POST", "mcp", all, "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"fly\"}");
        assertThat(MAPPER.readTree(unknown.body()).at("/error/code").asInt()).isEqualTo(-32_601);
    }

    @Test
    void asksWithinTheKeysStreamsAlone() throws Exception {
        assertThat(ask("POST", "api/questions", dock, "{\"question\": \"ok?\", \"stream\": \"dock/1\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(error(ask("POST", "api/questions", dock, "{\"question\": \"ok?\", \"stream\": \"office/1\"}"), 403))
                .isEqualTo("NOT_PERMITTED");
        assertThat(error(ask("POST", "api/questions", dock, "{\"question\": \"ok?\"}"), 403))
                .isEqualTo("NOT_PERMITTED");
        assertThat(error(ask("POST", "api/questions", screen, "{\"question\": \"ok?\", \"stream\": \"dock/1\"}"), 403))
                .isEqualTo("NOT_PERMITTED");
        assertThat(ask("POST", "api/questions", all, "{\"question\": \"ok?\"}").statusCode())
                .isEqualTo(202);
    }

    @Test
    void changesNoStandingQuestionOfOtherStreams() throws Exception {
        String path = "api/standing-questions";
        assertThat(error(ask("POST", path, dock, standing("mine", "[\"d*\"]")), 403))
                .isEqualTo("NOT_PERMITTED");
        assertThat(error(ask("POST", path, dock, standing("mine", "[]")), 403)).isEqualTo("NOT_PERMITTED");
        assertThat(error(ask("POST", path, dock, standing("office", "[\"dock/1\"]")), 403))
                .isEqualTo("NOT_PERMITTED");
        assertThat(error(ask("DELETE", path + "/office", dock, ""), 404)).isEqualTo("NO_QUESTION");
        assertThat(error(ask("DELETE", path + "/both", dock, ""), 403)).isEqualTo("NOT_PERMITTED");
        assertThat(error(ask("DELETE", path + "/both", screen, ""), 403)).isEqualTo("NOT_PERMITTED");
        assertThat(ask("POST", path, dock, standing("mine", "[\"dock/1\"]")).statusCode())
                .isEqualTo(202);
        await().until(() -> get(path, dock).body().contains("mine"));
        assertThat(ask("DELETE", path + "/mine", dock, "").statusCode()).isEqualTo(202);
        await().until(() -> !get(path, dock).body().contains("mine"));
    }

    @Test
    void aPageSignsInWithAKeyAndOutAgain() throws Exception {
        HttpResponse<String> signedIn = ask("POST", "api/session", "", "{\"key\": \"" + dock + "\"}");
        assertThat(signedIn.statusCode()).isEqualTo(200);
        assertThat(MAPPER.readTree(signedIn.body()).at("/streams/0").asText()).isEqualTo("dock/*");
        String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/")
                .doesNotContain(dock);
        String pair = cookie.substring(0, cookie.indexOf(';'));
        assertThat(with(pair, "GET", "api/state", "", "").body())
                .contains("dock/1")
                .doesNotContain("office");
        String question = "{\"question\": \"ok?\", \"stream\": \"dock/1\"}";
        assertThat(error(with(pair, "POST", "api/questions", "", question), 403))
                .isEqualTo("ORIGIN_NOT_ALLOWED");
        assertThat(error(with(pair, "POST", "api/questions", "http://evil.example", question), 403))
                .isEqualTo("ORIGIN_NOT_ALLOWED");
        assertThat(error(with(pair, "POST", "api/questions", "http://127.0.0.1:1", question), 403))
                .isEqualTo("ORIGIN_NOT_ALLOWED");
        assertThat(with(pair, "POST", "api/questions", origin(), question).statusCode())
                .isEqualTo(202);
        assertThat(with(pair, "DELETE", "api/session", origin(), "").statusCode())
                .isEqualTo(200);
        assertThat(error(with(pair, "GET", "api/state", "", ""), 401)).isEqualTo("NO_KEY");
        assertThat(error(ask("POST", "api/session", "", "{\"key\": \"winnow_dock_wrong\"}"), 401))
                .isEqualTo("NO_KEY");
    }

    @Test
    void aKeyThatIsTakenBackClosesItsEventsAndASecondIsTakenWithoutARestart() throws Exception {
        String before = Files.readString(keys);
        String lent = key("lent", List.of("dock/*"), Permission.READ);
        await().until(() -> get("api/line", lent).statusCode() == 200);
        try (Events heard = events(lent)) {
            heard.next("all");
            Files.writeString(keys, before);
            heard.toTheEnd();
        }
        assertThat(error(get("api/line", lent), 401)).isEqualTo("NO_KEY");
    }

    @Test
    void aFileThatBecomesWrongIsToldByItsHealth() throws Exception {
        String before = Files.readString(keys);
        Files.writeString(keys, before + "oops\n");
        await().until(() -> get("healthz", "").body().contains("as they were"));
        assertThat(get("api/line", all).statusCode()).isEqualTo(200);
        Files.writeString(keys, before);
        await().until(() -> !get("healthz", "").body().contains("as they were"));
    }

    @Test
    void aFileThatIsDeletedLetsNobodyInAndIsToldByTheHealth() throws Exception {
        String before = Files.readString(keys);
        Files.delete(keys);
        await().until(() -> get("healthz", "").body().contains("nobody gets in: the file is gone"));
        assertThat(error(get("api/line", all), 401)).isEqualTo("NO_KEY");
        Files.writeString(keys, before);
        await().until(() -> get("api/line", all).statusCode() == 200);
    }

    @Test
    void listensElsewhereWithKeysAlone() {
        assertThatThrownBy(() -> Gateway.start(
                                config().withHttp(HttpOptions.local().withHost("0.0.0.0")))
                        .close())
                .isInstanceOfSatisfying(
                        GatewayException.class, e -> assertThat(e.code()).isEqualTo("KEYS_NEEDED"));
        HttpOptions open = HttpOptions.local().withHost("0.0.0.0").withKeys(Optional.of(keys));
        Gateway.start(config().withHttp(open)).close();
        assertThatThrownBy(() -> Gateway.start(config().withHttp(
                                        HttpOptions.local().withKeys(Optional.of(keys.resolveSibling("nowhere")))))
                        .close())
                .isInstanceOfSatisfying(
                        GatewayException.class, e -> assertThat(e.code()).isEqualTo("BAD_KEYS"));
    }

    private static GatewayConfig config() {
        return GatewayConfig.local(Map.of("bootstrap.servers", broker.bootstrap()), NAMES);
    }

    private static String key(String id, List<String> streams, Permission... may) throws Exception {
        KeySecret secret = KeySecret.draw(id, new SecureRandom());
        KeyFile.add(keys, new Key(id, secret.hash(), new StreamScope(streams), Set.of(may), Optional.empty()));
        return secret.reveal();
    }

    private static String standing(String id, String streams) {
        return "{\"id\": \"" + id + "\", \"question\": \"ok?\", \"everyMillis\": 10000, \"streams\": " + streams + "}";
    }

    private static String origin() {
        return "http://127.0.0.1:" + gateway.address().getPort();
    }

    private static HttpRequest.Builder request(String path, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.address().resolve(path));
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    private static HttpResponse<String> get(String path, String key) throws IOException, InterruptedException {
        return CLIENT.send(request(path, key).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> ask(String method, String path, String key, String body)
            throws IOException, InterruptedException {
        HttpRequest request = request(path, key)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> with(String cookie, String method, String path, String origin, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, "")
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        return CLIENT.send(
                (origin.isEmpty() ? request : request.header("Origin", origin)).build(), BodyHandlers.ofString());
    }

    private static String error(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return MAPPER.readTree(response.body()).at("/error/code").asText();
    }

    private Events events(String key) throws IOException, InterruptedException {
        return new Events(CLIENT.send(request("api/events", key).build(), BodyHandlers.ofLines())
                .body());
    }

    /** An open event stream, line by line. */
    private static final class Events implements AutoCloseable {
        private final java.util.stream.Stream<String> lines;
        private final Iterator<String> each;

        Events(java.util.stream.Stream<String> lines) {
            this.lines = lines;
            this.each = lines.iterator();
        }

        String next(String event) {
            while (!each.next().equals("event: " + event)) {}
            return each.next();
        }

        /** All lines up to one that holds a text. */
        List<String> until(String text) {
            List<String> read = new ArrayList<>();
            do {
                read.add(each.next());
            } while (!read.get(read.size() - 1).contains(text));
            return read;
        }

        void toTheEnd() {
            while (each.hasNext()) {
                each.next();
            }
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
