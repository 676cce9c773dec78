package io.winnow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.winnow.gateway.keys.Key;
import io.winnow.gateway.keys.KeyFile;
import io.winnow.gateway.keys.KeyRing;
import io.winnow.gateway.keys.KeySecret;
import io.winnow.gateway.keys.Permission;
import io.winnow.gateway.keys.StreamScope;
import io.winnow.records.StandingQuestion;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What keys may do to each other, by a state that the test changes; no broker answers. */
@Timeout(120)
class ScopedKeysTest {
    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private String dock;
    private String gate;
    private KeyRing ring;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        dock = key("dock");
        gate = key("gate");
        ring = new KeyRing(folder.resolve("keys.jsonl"), Clock.systemUTC());
        server = new TestServer(Optional.of(ring));
    }

    @AfterEach
    void stop() {
        server.close();
        ring.close();
    }

    @Test
    void changesNoStandingQuestionBeforeThoseThatThereAreAreKnown() throws Exception {
        String body = "{\"id\": \"q\", \"question\": \"ok?\", \"everyMillis\": 10000, \"streams\": [\"dock\"]}";
        for (HttpResponse<String> early : List.of(
                send("POST", "api/standing-questions", dock, body),
                send("DELETE", "api/standing-questions/q", dock, ""))) {
            assertThat(early.statusCode()).isEqualTo(503);
            assertThat(early.body()).contains("BROKER_UNREACHABLE", "not been read yet");
            assertThat(early.headers().firstValue("Retry-After")).contains("1");
        }
        server.state()
                .add(new StandingQuestion(
                        "q", "ok?", List.of("gate"), Optional.of(10_000L), Optional.empty(), "", Optional.empty(), 0));
        server.state().standingKnown();
        HttpResponse<String> late = send("POST", "api/standing-questions", dock, body);
        assertThat(late.statusCode()).isEqualTo(403);
        assertThat(send("DELETE", "api/standing-questions/q", dock, "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aKeyTakesAQuarterOfThePlacesToWaitForAnswers() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 1_024; i++) {
                waiting.add(waits(dock));
            }
            await().atMost(Duration.ofSeconds(40)).until(() -> server.http().waitingRequests() == 1_024);
            HttpResponse<String> refused = send("GET", "api/questions/q?wait=1", dock, "");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("TOO_MANY_WAITING");
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(send("GET", "api/questions/q?wait=1", gate, "").statusCode())
                    .isEqualTo(404);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void whoWaitsForAnAnswerIsToldThatTheGatewayEnds() throws Exception {
        CompletableFuture<HttpResponse<String>> asked =
                client.sendAsync(request("GET", "api/questions/q?wait=60", dock, ""), BodyHandlers.ofString());
        await().atMost(Duration.ofSeconds(40)).until(() -> server.http().waitingRequests() == 1);
        server.http().close();
        HttpResponse<String> told = asked.get(30, TimeUnit.SECONDS);
        assertThat(told.statusCode()).isEqualTo(503);
        assertThat(told.body()).contains("CLOSING", "the gateway ends");
        assertThat(told.headers().firstValue("Retry-After")).contains("5");
    }

    @Test
    void bodiesThatDoNotComeKeepNobodyFromSigningIn() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            // More than the server has threads.
            for (int i = 0; i < 300; i++) {
                slow.add(begins(
                        "POST /api/session HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 99", "{"));
            }
            HttpResponse<String> signedIn = send("POST", "api/session", dock, "{\"key\": \"" + dock + "\"}");
            assertThat(signedIn.statusCode()).isEqualTo(200);
            assertThat(signedIn.headers().firstValue("Set-Cookie")).isPresent();
            assertThat(send("POST", "api/session", dock, "{}").statusCode()).isEqualTo(401);
            assertThat(send("POST", "api/session", dock, "").statusCode()).isEqualTo(400);
            assertThat(send("POST", "api/session", dock, "{" + " ".repeat(100_000) + "}")
                            .body())
                    .contains("more than 4096 bytes");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aBodyThatEndsTooEarlyIsItsSendersFault() throws Exception {
        try (Socket socket =
                begins("POST /api/session HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 99", "{")) {
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("NOT_JSON");
        }
    }

    private Socket waits(String key) throws IOException {
        return begins("GET /api/questions/q?wait=60 HTTP/1.1\r\nAuthorization: Bearer " + key, "");
    }

    /** A request that is sent and not waited for. */
    private Socket begins(String head, String body) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.address().getPort());
        socket.getOutputStream()
                .write((head + "\r\nHost: localhost\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private HttpResponse<String> send(String method, String path, String key, String body)
            throws IOException, InterruptedException {
        return client.send(request(method, path, key, body), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String key, String body) {
        return HttpRequest.newBuilder(server.address().resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
    }

    private String key(String id) throws Exception {
        KeySecret secret = KeySecret.draw(id, new SecureRandom());
        KeyFile.add(
                folder.resolve("keys.jsonl"),
                new Key(
                        id,
                        secret.hash(),
                        new StreamScope(List.of(id)),
                        Set.of(Permission.values()),
                        Optional.empty()));
        return secret.reveal();
    }
}
