package io.winnow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.gateway.Assistant;
import io.winnow.records.Question;
import io.winnow.records.StreamStatus;
import io.winnow.topics.TestBroker;
import io.winnow.topics.TopicCreator;
import io.winnow.topics.TopicPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Questions of an assistant to several streams, of a state that the test changes; a broker takes them. */
@Timeout(120)
class AskToolTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void ofAQuestionThatCouldBePutToSomeStreamsAloneTheAssistantIsToldWhichAndTheAuditLogHasEach() throws Exception {
        Path audit = folder.resolve("audit.jsonl");
        try (TestBroker broker = new TestBroker(Files.createDirectory(folder.resolve("broker")))) {
            try (Admin admin = broker.admin()) {
                new TopicCreator(admin).create(TopicPlan.of(TestServer.NAMES));
            }
            try (TestServer server = new TestServer(
                            Map.of("bootstrap.servers", broker.bootstrap()),
                            Optional.empty(),
                            Optional.of(new AuditOptions(audit, false)),
                            List.of(),
                            Optional.empty());
                    Assistant assistant = new Assistant(server.address(), "")) {
                for (int i = 1; i <= 3; i++) {
                    server.state().add(running("dock/" + i));
                }
                // As many as may wait before the reader has answered any, but two.
                for (int i = 0; i < 254; i++) {
                    server.state().add(question("q" + i));
                }
                assistant.initialize();
                Assistant.Told told = assistant.call("ask", Map.of("question", "Is it open?", "waitSeconds", 1));
                assertThat(told.refused()).as(told.text()).isFalse();
                assertThat(told.text())
                        .contains(
                                "dock/1: no answer so far",
                                "dock/2: no answer so far",
                                "dock/3: it was not asked, since as many answers are waited for");
                assertThat(told.content().get("unanswered")).hasSize(3);
                List<String> ids = told.content().get("unanswered").findValuesAsText("questionId");
                assertThat(ids.get(2)).isEmpty();
                assertThat(Files.readAllLines(audit))
                        .singleElement()
                        .asString()
                        .contains("\"questionId\":\"" + ids.get(0) + "," + ids.get(1) + "\"");

                Assistant.Told refused = assistant.call("ask", Map.of("question", "And now?", "waitSeconds", 1));
                assertThat(refused.refused()).isTrue();
                assertThat(refused.text()).contains("as many answers are waited for");
            }
        }
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
