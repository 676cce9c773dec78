package io.winnow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AbsentBrokerTest {
    /** More than the server has threads, and than may wait for the broker. */
    private static final int MANY = 300;

    private static final int REFUSED_AT_ONCE = 40;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void whoWaitsForABrokerThatIsAwayKeepsNobodyElseWaiting() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        try (TestServer server = new TestServer(
                Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", "60000"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty())) {
            for (int i = 0; i < MANY; i++) {
                sent.add(client.sendAsync(
                        i % 2 == 0
                                ? post(server, "api/questions", "{\"question\": \"ok?\"}")
                                : post(
                                        server,
                                        "api/standing-questions",
                                        "{\"question\": \"ok?\", \"everyMillis\": 10000}"),
                        BodyHandlers.ofString()));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> answered(sent) >= REFUSED_AT_ONCE);
            HttpResponse<String> health = client.send(
                    HttpRequest.newBuilder(server.address().resolve("healthz")).build(), BodyHandlers.ofString());
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(answered(sent)).isEqualTo(REFUSED_AT_ONCE);

            server.endWriting();
            for (CompletableFuture<HttpResponse<String>> each : sent) {
                HttpResponse<String> told = Contract.check("POST", each.get(30, TimeUnit.SECONDS));
                assertThat(told.statusCode()).isEqualTo(503);
                assertThat(told.body()).contains("BROKER_UNREACHABLE");
                assertThat(told.headers().firstValue("Retry-After")).contains("5");
            }
        }
    }

    private static long answered(List<CompletableFuture<HttpResponse<String>>> sent) {
        return sent.stream().filter(CompletableFuture::isDone).count();
    }

    private static HttpRequest post(TestServer server, String path, String body) {
        return HttpRequest.newBuilder(server.address().resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
