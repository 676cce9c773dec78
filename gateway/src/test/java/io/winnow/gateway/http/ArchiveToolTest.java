package io.winnow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.winnow.archive.LocalPlace;
import io.winnow.gateway.Assistant;
import io.winnow.gateway.archives.ArchiveReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ArchiveToolTest {
    private static final Map<String, Object> QUESTION = Map.of("question", "Is there a dog?", "waitSeconds", 60);

    @TempDir
    Path folder = Path.of("");

    @Test
    void aQuestionThatIsAnsweredIsWrittenDown() throws Exception {
        try (TestServer server = server((place, asked) -> new ArchiveReader.Told(List.of(), List.of("Nothing seen.")));
                Assistant assistant = assistant(server)) {
            for (int i = 0; i < 20; i++) {
                assertThat(assistant.call("archive", QUESTION).text()).isEqualTo("Nothing seen.");
            }
            String health = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(server.address().resolve("healthz"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            assertThat(health).doesNotContain("audit");
        }
        assertThat(Files.readAllLines(folder.resolve("audit.jsonl")))
                .hasSize(20)
                .allMatch(line -> line.contains("\"archive\":\"photos\"") && !line.contains("questionId"));
    }

    @Test
    void whatFailsForNoKnownReasonIsNotToldInItsOwnWords() throws Exception {
        AtomicInteger asks = new AtomicInteger();
        ArchiveReader failing = (place, asked) -> {
            switch (asks.getAndIncrement()) {
                case 0 -> throw new IllegalStateException("/secret/folder");
                case 1 -> throw new AssertionError("/secret/folder");
                default -> throw new IOException("/secret/folder");
            }
        };
        try (TestServer server = server(failing);
                Assistant assistant = assistant(server)) {
            for (String words : List.of("the gateway failed", "the gateway failed", "the archive cannot be read")) {
                Assistant.Told told = assistant.call("archive", QUESTION);
                assertThat(told.refused()).isTrue();
                assertThat(told.text()).contains(words, "log").doesNotContain("secret");
            }
        }
    }

    @Test
    void archivesAreListedWhileOthersAskAndWhoComesTooManyIsRefused() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger refused = new AtomicInteger();
        ArchiveReader slow = (place, asked) -> {
            answer.await();
            return new ArchiveReader.Told(List.of(), List.of("Nothing seen."));
        };
        try (TestServer server = server(slow);
                Assistant assistant = assistant(server)) {
            List<CompletableFuture<Void>> asked = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                asked.add(CompletableFuture.runAsync(
                        () -> {
                            if (assistant.call("archive", QUESTION).text().contains("others wait for archives")) {
                                refused.incrementAndGet();
                            }
                        },
                        task -> new Thread(task).start()));
            }
            await().atMost(Duration.ofSeconds(40)).until(() -> refused.get() == 1);
            assertThat(assistant.call("archive", Map.of()).text()).contains("there is no archive at");
            answer.countDown();
            CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
            assertThat(refused.get()).isEqualTo(1);
            assertThat(assistant.call("archive", QUESTION).text()).isEqualTo("Nothing seen.");
        }
    }

    @Test
    void whoWaitsIsToldThatTheGatewayEnds() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        ArchiveReader slow = (place, asked) -> {
            reading.countDown();
            new CountDownLatch(1).await();
            throw new IOException("it was never to end");
        };
        try (TestServer server = server(slow);
                Assistant assistant = assistant(server)) {
            CompletableFuture<Assistant.Told> asked =
                    CompletableFuture.supplyAsync(() -> assistant.call("archive", QUESTION));
            reading.await();
            server.http().close();
            assertThat(asked.get(60, TimeUnit.SECONDS).text()).contains("the gateway ends");
        }
    }

    private TestServer server(ArchiveReader reader) {
        return new TestServer(
                Optional.empty(),
                Optional.of(new AuditOptions(folder.resolve("audit.jsonl"), false)),
                List.of(new LocalPlace(folder.resolve("photos"))),
                Optional.of(reader));
    }

    private static Assistant assistant(TestServer server) {
        Assistant assistant = new Assistant(server.address(), "");
        assistant.initialize();
        return assistant;
    }
}
