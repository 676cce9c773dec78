package io.winnow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.gateway.Assistant;
import io.winnow.records.MetricSnapshot;
import io.winnow.records.Question;
import io.winnow.records.RunEnded;
import io.winnow.records.StreamStatus;
import io.winnow.topics.TestBroker;
import io.winnow.topics.TopicCreator;
import io.winnow.topics.TopicPlan;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Questions that a broker takes, of a state that the test changes. */
@Timeout(120)
class AskToolTest {
    private static final Map<String, Object> QUESTION = Map.of("question", "Is it open?", "waitSeconds", 1);
    private static TestBroker broker;

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        broker = new TestBroker(data);
        try (Admin admin = broker.admin()) {
            new TopicCreator(admin).create(TopicPlan.of(TestServer.NAMES));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void ofAQuestionThatCouldBePutToSomeStreamsAloneTheAssistantIsToldWhichAndTheAuditLogHasEach() throws Exception {
        try (TestServer server = server();
                Assistant assistant = assistant(server)) {
            for (int i = 1; i <= 3; i++) {
                server.state().add(running("dock/" + i));
            }
            // As many as may wait before the reader has answered any, but two.
            for (int i = 0; i < 254; i++) {
                server.state().add(question("q" + i));
            }
            Assistant.Told told = assistant.call("ask", QUESTION);
            assertThat(told.refused()).as(told.text()).isFalse();
            assertThat(told.text())
                    .contains(
                            "dock/1: no answer so far",
                            "dock/2: no answer so far",
                            "dock/3: it was not asked, since as many answers are waited for");
            List<String> ids = told.content().get("unanswered").findValuesAsText("questionId");
            assertThat(ids).hasSize(3);
            assertThat(ids.get(2)).isEmpty();
            assertThat(Files.readAllLines(folder.resolve("audit.jsonl")))
                    .singleElement()
                    .asString()
                    .contains("\"questionId\":\"" + ids.get(0) + "," + ids.get(1) + "\"");

            Assistant.Told refused = assistant.call("ask", QUESTION);
            assertThat(refused.refused()).isTrue();
            assertThat(refused.text()).contains("as many answers are waited for");
        }
    }

    @Test
    void aRunThatIsSilentIsAskedAndWhoAsksIsToldSo() throws Exception {
        try (TestServer server = server();
                Assistant assistant = assistant(server)) {
            server.state().add(running("dock/1"));
            server.state().add(new MetricSnapshot("run", "read", 0, Map.of(), 1), System.currentTimeMillis() - 60_000);
            HttpResponse<String> taken = Contract.check("POST", ask(server));
            assertThat(taken.statusCode()).isEqualTo(202);
            assertThat(taken.body())
                    .contains("\"note\":\"the question is put, and may wait for long: the pipeline has");
            Assistant.Told told = assistant.call("ask", QUESTION);
            assertThat(told.refused()).as(told.text()).isFalse();
            assertThat(told.text()).contains("dock/1: no answer so far", "the pipeline has said nothing since");
            assertThat(told.content().get("note").asText()).contains("the pipeline has said nothing since");
        }
    }

    @Test
    void aRunThatHasEndedIsNotAsked() throws Exception {
        try (TestServer server = server();
                Assistant assistant = assistant(server)) {
            server.state().add(running("dock/1"));
            server.state().add(new MetricSnapshot("run", "read", 0, Map.of(), System.currentTimeMillis()));
            assertThat(ask(server).body()).contains("\"id\"").doesNotContain("note");
            server.state().add(new RunEnded("run", "read", 0, 1, 0));
            HttpResponse<String> refused = Contract.check("POST", ask(server));
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("RUN_ENDED", "the run run has ended");
            Assistant.Told told = assistant.call("ask", QUESTION);
            assertThat(told.refused()).isTrue();
            assertThat(told.text()).contains("the run run has ended", "winnow archive ask");
        }
    }

    @Test
    void aRunThatWasStoppedIsAskedAndAnswersWhenItGoesOn() throws Exception {
        try (TestServer server = server();
                Assistant assistant = assistant(server)) {
            server.state().add(running("dock/1"));
            server.state().add(running("dock/1").stopped(System.currentTimeMillis()));
            server.state().add(MetricSnapshot.ofStop("run", System.currentTimeMillis()));
            assertThat(Contract.check("POST", ask(server)).body()).contains("waits until the pipeline", "goes on");
            assertThat(assistant.call("streams", Map.of()).text())
                    .contains("The pipeline is stopped", "dock/1: STOPPED when last heard, at ");
        }
    }

    private TestServer server() {
        return new TestServer(
                Map.of("bootstrap.servers", broker.bootstrap()),
                Optional.empty(),
                Optional.of(new AuditOptions(folder.resolve("audit.jsonl"), false)),
                List.of(),
                Optional.empty());
    }

    private static Assistant assistant(TestServer server) {
        Assistant assistant = new Assistant(server.address(), "");
        assistant.initialize();
        return assistant;
    }

    private static HttpResponse<String> ask(TestServer server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("api/questions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"question\": \"ok?\", \"stream\": \"dock/1\"}"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static StreamStatus running(String stream) {
        return new StreamStatus(stream, "run", StreamStatus.State.RUNNING, 0, 0, 0, 9, Map.of(), 0, "", 1);
    }

    private static Question question(String id) {
        return new Question(
                id,
                "",
                "ok?",
                Optional.of("yard"),
                Optional.empty(),
                Optional.empty(),
                System.currentTimeMillis(),
                Optional.empty());
    }
}
