package io.winnow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.winnow.records.Answer;
import io.winnow.records.BundleRef;
import io.winnow.records.Question;
import io.winnow.records.RecordIds;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QuestionApiTest {

    @Test
    void whoAsksMoreThanTheReaderCanAnswerSoonIsToldToComeBack() throws Exception {
        try (TestServer server = new TestServer(Optional.empty())) {
            assertThat(ask(server).statusCode()).isEqualTo(503);
            for (int i = 0; i < 256; i++) {
                server.state().add(question("q" + i));
            }
            HttpResponse<String> refused = Contract.check("POST", ask(server));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("TOO_MANY_QUESTIONS");
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        }
    }

    @Test
    void aDeadlineThatIsOverIsRefusedAndTakesNobodysPlace() throws Exception {
        try (TestServer server = new TestServer(Optional.empty())) {
            HttpResponse<String> refused =
                    Contract.check("POST", ask(server, "{\"question\": \"ok?\", \"deadlineMillis\": 1}"));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("1970-01-01T00:00:00.001Z is over", "\"deadlineMillis\"");
        }
    }

    @Test
    void whoWaitsHearsOfAnAnswerThatIsReadBeforeItsQuestion() throws Exception {
        try (TestServer server = new TestServer(Optional.empty())) {
            HttpRequest request = HttpRequest.newBuilder(server.address().resolve("api/questions/q?wait=60"))
                    .build();
            CompletableFuture<HttpResponse<String>> response =
                    HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
            await().until(() -> server.http().waitingRequests() == 1);
            server.state().add(answer("q"));
            // Whoever waits looks again, and finds an answer to nothing.
            await().until(() -> server.http().waitingRequests() == 1);
            server.state().add(question("q"));
            assertThat(response.get(40, TimeUnit.SECONDS).body()).contains("a red car");
        }
    }

    @Test
    void whoTakesAnAnswerSlowlyKeepsNobodyElseFromTheirs() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (TestServer server = new TestServer(Optional.empty())) {
            for (int i = 0; i < 4; i++) {
                slow.add(waitsAndTakesNothing(server));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> server.http().waitingRequests() == slow.size());
            CompletableFuture<HttpResponse<String>> response = HttpClient.newHttpClient()
                    .sendAsync(
                            HttpRequest.newBuilder(server.address().resolve("api/questions/q?wait=60"))
                                    .build(),
                            BodyHandlers.ofString());
            await().atMost(Duration.ofSeconds(20)).until(() -> server.http().waitingRequests() == slow.size() + 1);
            server.state().add(question("slow"));
            server.state().add(answer("slow", "a red car ".repeat(800_000)));
            server.state().add(question("q"));
            server.state().add(answer("q"));
            // Sooner than the server gives up those that take nothing.
            assertThat(response.get(20, TimeUnit.SECONDS).body()).contains("a red car");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static Socket waitsAndTakesNothing(TestServer server) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.address().getPort());
        socket.getOutputStream()
                .write("GET /api/questions/slow?wait=60 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static Question question(String id) {
        return new Question(
                id,
                "",
                "ok?",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                System.currentTimeMillis(),
                Optional.empty());
    }

    private static Answer answer(String questionId) {
        return answer(questionId, "a red car");
    }

    private static Answer answer(String questionId, String words) {
        BundleRef bundle = new BundleRef("bundle", "ab".repeat(32));
        return new Answer(
                RecordIds.answer("run", "read", questionId, "gate", 0),
                questionId,
                "run",
                "gate",
                0,
                "ok?",
                words,
                0.5,
                List.of(),
                new Answer.Counts(1, 49, 12, 12, 1),
                new Answer.Millis(0, 0, 0, 1, 2),
                bundle,
                bundle,
                List.of(),
                0,
                Optional.empty(),
                Optional.empty());
    }

    private static HttpResponse<String> ask(TestServer server) throws Exception {
        return ask(server, "{\"question\": \"ok?\"}");
    }

    private static HttpResponse<String> ask(TestServer server, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("api/questions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
