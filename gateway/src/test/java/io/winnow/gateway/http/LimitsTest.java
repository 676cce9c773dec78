package io.winnow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.gateway.Assistant;
import io.winnow.gateway.Gateway;
import io.winnow.gateway.GatewayConfig;
import io.winnow.topics.TopicNames;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway refuses before it looks at what is asked; none of it needs a broker. */
@Timeout(60)
class LimitsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void whoComesTooOftenIsToldWhenToComeBack() throws Exception {
        try (Gateway gateway = start(HttpOptions.local().withPerSecond(5))) {
            List<HttpResponse<String>> responses = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                responses.add(get(gateway, "api/line"));
            }
            assertThat(responses.subList(0, 10)).allMatch(response -> response.statusCode() == 200);
            List<HttpResponse<String>> refused = responses.stream()
                    .filter(response -> response.statusCode() != 200)
                    .toList();
            assertThat(refused).isNotEmpty().allSatisfy(response -> {
                assertThat(response.statusCode()).isEqualTo(429);
                assertThat(response.headers().firstValue("Retry-After")).contains("1");
                assertThat(MAPPER.readTree(response.body()).at("/error/code").asText())
                        .isEqualTo("TOO_MANY_REQUESTS");
            });
            assertThat(get(gateway, "healthz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatIsNowhereOrRefusedForItsOriginCountsToo() throws Exception {
        Path file = folder.resolve("audit.jsonl");
        HttpOptions options =
                HttpOptions.local().withPerSecond(1).withAudit(Optional.of(new AuditOptions(file, false)));
        try (Gateway gateway = start(options)) {
            for (int i = 0; i < 20; i++) {
                assertThat(get(gateway, "nowhere").statusCode()).isIn(404, 429);
                assertThat(ask(gateway, "GET", "https://evil.example").statusCode())
                        .isIn(403, 429);
            }
        }
        assertThat(Files.readAllLines(file)).hasSizeLessThan(40);
    }

    @Test
    void otherSitesArePlainlyRefusedUnlessTheyAreNamed() throws Exception {
        try (Gateway gateway = start(HttpOptions.local().withOrigins(Set.of("https://desk.example")))) {
            HttpResponse<String> named = ask(gateway, "GET", "https://desk.example");
            assertThat(named.statusCode()).isEqualTo(200);
            assertThat(named.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("https://desk.example");
            assertThat(named.headers().firstValue("Access-Control-Allow-Credentials"))
                    .isEmpty();
            HttpResponse<String> asked = ask(gateway, "OPTIONS", "https://desk.example");
            assertThat(asked.statusCode()).isLessThan(300);
            assertThat(asked.headers().firstValue("Access-Control-Allow-Headers"))
                    .hasValueSatisfying(names -> assertThat(names).containsIgnoringCase("authorization"));
            for (String method : List.of("GET", "OPTIONS")) {
                HttpResponse<String> other = ask(gateway, method, "https://desk.example.evil.example");
                assertThat(other.statusCode()).isEqualTo(403);
                assertThat(other.headers().firstValue("Access-Control-Allow-Origin"))
                        .isEmpty();
            }
        }
        assertThatThrownBy(() -> HttpOptions.local().withOrigins(Set.of("https://desk.example/page")))
                .hasMessageContaining("no origin");
        assertThatThrownBy(() -> HttpOptions.local().withOrigins(Set.of("*"))).hasMessageContaining("no origin");
    }

    @Test
    void whatWritesOrIsRefusedIsWrittenDownWithoutItsWords() throws Exception {
        Path file = folder.resolve("audit.jsonl");
        HttpOptions options = HttpOptions.local().withAudit(Optional.of(new AuditOptions(file, false)));
        try (Gateway gateway = start(options)) {
            get(gateway, "api/line");
            get(gateway, "nowhere%0a%7B%22key%22?key=winnow_secret");
            post(gateway, "{\"question\": \"Who is at the door?\", \"id\": \"d\", \"everyMillis\": 1000}");
            post(gateway, "{\"question\": \"Who is at the door?\"");
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(MAPPER.readTree(line));
        }
        assertThat(lines).extracting(line -> line.get("status").asInt()).containsExactly(404, 503, 400);
        assertThat(lines.get(1).get("questionId").asText()).isEqualTo("d");
        assertThat(lines.get(1).get("method").asText()).isEqualTo("POST");
        assertThat(lines.get(1).get("address").asText()).isEqualTo("127.0.0.1");
        assertThat(lines.get(2).get("code").asText()).isEqualTo("NOT_JSON");
        assertThat(Files.readString(file)).doesNotContain("door", "secret");
    }

    @Test
    void ofWhatAnAssistantDoesItIsWrittenDownWhatItIsRefused() throws Exception {
        Path file = folder.resolve("audit.jsonl");
        HttpOptions options = HttpOptions.local().withAudit(Optional.of(new AuditOptions(file, true)));
        try (Gateway gateway = start(options);
                Assistant assistant = new Assistant(gateway.address(), "")) {
            assistant.initialize();
            assertThat(assistant.call("streams", Map.of()).refused()).isFalse();
            assertThat(assistant.call("ask", Map.of("question", "ok?")).text()).contains("there are no streams");
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(MAPPER.readTree(line));
        }
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.get("path").asText()).isEqualTo("/mcp");
            assertThat(line.get("code").asText()).isEqualTo("BAD_ARGUMENT");
        });
    }

    @Test
    void wordsAreWrittenDownWhereThatIsWishedAndAFileThatCannotBeIsToldByItsHealth() throws Exception {
        Path file = folder.resolve("later/audit.jsonl");
        HttpOptions options = HttpOptions.local().withAudit(Optional.of(new AuditOptions(file, true)));
        try (Gateway gateway = start(options)) {
            get(gateway, "nowhere");
            assertThat(get(gateway, "healthz").body()).contains("not written down");
            Files.createDirectory(file.getParent());
            post(gateway, "{\"question\": \"Who is at the door?\", \"everyMillis\": 1000}");
            assertThat(get(gateway, "healthz").body()).doesNotContain("not written down");
        }
        assertThat(Files.readString(file)).contains("Who is at the door?");
    }

    @Test
    void anAddressThatCannotBeReadAndABodyThatEndsTooEarlyAreTheCallersFaults() throws Exception {
        try (Gateway gateway = start(HttpOptions.local())) {
            for (String path : List.of("api/answers", "api/dead-letters", "api/pictures", "api/picture")) {
                String answer = raw(gateway, "GET /" + path + "?stream=%zz HTTP/1.1\r\nConnection: close", "");
                assertThat(answer).as(path).startsWith("HTTP/1.1 400").contains("BAD_PARAMETER");
            }
            String head = "POST /api/questions HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 100";
            assertThat(raw(gateway, head, "{\"question\""))
                    .startsWith("HTTP/1.1 400")
                    .contains("NOT_JSON");
        }
    }

    /** What is answered to a request after which nothing more is sent. */
    private static String raw(Gateway gateway, String head, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.address().getPort())) {
            socket.getOutputStream()
                    .write((head + "\r\nHost: localhost\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Gateway start(HttpOptions options) {
        Map<String, String> nobody = Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", "50");
        return Gateway.start(
                GatewayConfig.local(nobody, new TopicNames("winnow", "limits")).withHttp(options));
    }

    private HttpResponse<String> get(Gateway gateway, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(gateway.address().resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> ask(Gateway gateway, String method, String origin)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway.address().resolve("api/line"))
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .method(method, BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private void post(Gateway gateway, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway.address().resolve("api/standing-questions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        client.send(request, BodyHandlers.ofString());
    }
}
