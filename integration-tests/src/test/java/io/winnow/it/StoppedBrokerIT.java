package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.winnow.gateway.Gateway;
import io.winnow.gateway.GatewayConfig;
import io.winnow.gateway.http.HttpOptions;
import io.winnow.topics.TopicCreator;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicPlan;
import io.winnow.topics.TopicRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose broker ends while many ask. */
@Timeout(480)
class StoppedBrokerIT {
    private static final TopicNames NAMES = new TopicNames("winnow", "stopped");
    private static final String QUESTION = "{\"question\": \"Is the gate open?\"}";
    private static final String STANDING =
            "{\"id\": \"gate\", \"question\": \"Is the gate open?\", \"everyMillis\": 10000}";

    /** More than the gateway has threads. */
    private static final int MANY = 300;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void whoAsksIsRefusedWithinSecondsAndKeepsNobodyElseWaitingAndNothingRefusedIsAskedLater(@TempDir Path folder)
            throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder)) {
            Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrap());
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
                new TopicCreator(admin).create(TopicPlan.of(NAMES));
            }
            try (Gateway gateway = Gateway.start(GatewayConfig.local(kafka, NAMES)
                    .withHttp(HttpOptions.local().withPerSecond(10_000)))) {
                for (HttpRequest each : List.of(
                        post(gateway, "api/questions", QUESTION), post(gateway, "api/standing-questions", STANDING))) {
                    assertThat(client.send(each, BodyHandlers.ofString()).statusCode())
                            .isEqualTo(202);
                }
                broker.kill();
                List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
                for (int i = 0; i < MANY; i++) {
                    sent.add(client.sendAsync(
                            i % 2 == 0
                                    ? post(gateway, "api/questions", QUESTION)
                                    : post(gateway, "api/standing-questions", STANDING),
                            BodyHandlers.ofString()));
                }
                HttpRequest health = HttpRequest.newBuilder(gateway.address().resolve("healthz"))
                        .build();
                assertThat(client.send(health, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(200);
                assertThat(sent.stream().filter(CompletableFuture::isDone)).isEmpty();
                for (CompletableFuture<HttpResponse<String>> each : sent) {
                    HttpResponse<String> told = each.get(60, TimeUnit.SECONDS);
                    assertThat(told.statusCode()).as(told.body()).isEqualTo(503);
                    assertThat(told.headers().firstValue("Retry-After")).contains("5");
                }
                broker.startAgain();
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> client.send(post(gateway, "api/questions", QUESTION), BodyHandlers.ofString())
                                        .statusCode()
                                == 202);
                assertThat(Topics.read(broker.bootstrap(), NAMES.pipeline(), TopicRegistry.QUESTIONS))
                        .hasSize(2);
            }
        }
    }

    private static HttpRequest post(Gateway gateway, String path, String body) {
        return HttpRequest.newBuilder(gateway.address().resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
