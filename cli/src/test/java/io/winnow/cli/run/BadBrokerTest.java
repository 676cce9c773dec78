package io.winnow.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.Ran;
import io.winnow.cli.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Brokers, topics and ports that a run cannot use, known before Flink is started. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadBrokerTest {
    private static final String NOBODY = "kafka.bootstrap=127.0.0.1:1";

    private Path folder;
    private EmbeddedBroker broker;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        broker = EmbeddedBroker.in(temporary.resolve("broker"));
        broker.start();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private JsonNode refusal(int status, String pipeline) throws IOException {
        Path file = PipelineFile.write(folder, pipeline, "kafka.bootstrap: " + broker.bootstrap());
        return Ran.of("run", file.toString(), "--json").refusal(status);
    }

    @Test
    void aBrokerThatIsNotThereIsNotReachable() throws IOException {
        String file = PipelineFile.write(folder, "alone").toString();
        for (Ran ran : List.of(
                Ran.of("run", file, "--set", NOBODY, "--json"),
                Ran.of("questions", "add", "Who?", "--pipeline", "alone", "--set", NOBODY, "--json"))) {
            JsonNode error = ran.refusal(4);
            assertThat(error.path("code").asText()).isEqualTo("BROKER_UNREACHABLE");
            assertThat(error.path("what").asText()).contains("127.0.0.1:1", "refused");
        }
    }

    @Test
    void whatIsNoAddressOfABrokerIsWrongConfiguration() throws IOException {
        Path file = PipelineFile.write(folder, "astray", "kafka.bootstrap: localhost");
        JsonNode error = Ran.of("run", file.toString(), "--json").refusal(2);
        assertThat(error.path("code").asText()).isEqualTo("BAD_VALUE");
        assertThat(error.path("what").asText()).contains("localhost", "HOST:PORT");
    }

    @Test
    void topicsThatAreMissingAreNotReachable() throws IOException {
        JsonNode error = refusal(4, "missing");
        assertThat(error.path("code").asText()).isEqualTo("TOPIC_MISSING");
        assertThat(error.path("hint").asText()).contains("winnow topics create");
    }

    @Test
    void aTopicWithTooFewPartitionsIsWrongConfiguration() throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic("winnow.narrow.questions.v1", 1, (short) 1)))
                    .all()
                    .get();
        }
        create("narrow");
        JsonNode error = refusal(2, "narrow");
        assertThat(error.path("code").asText()).isEqualTo("TOPIC_PARTITIONS");
        assertThat(error.path("where").asText()).isEqualTo("winnow.narrow.questions.v1");
    }

    @Test
    void aTopicThatForgetsWhatItMustKeepIsWrongConfiguration() throws Exception {
        create("forgets");
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "winnow.forgets.streams.v1");
        Collection<AlterConfigOp> deletes =
                List.of(new AlterConfigOp(new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET));
        try (Admin admin = admin()) {
            admin.incrementalAlterConfigs(Map.of(topic, deletes)).all().get();
        }
        JsonNode error = refusal(2, "forgets");
        assertThat(error.path("code").asText()).isEqualTo("TOPIC_CLEANUP");
        assertThat(error.path("where").asText()).isEqualTo(topic.name());
        assertThat(error.path("what").asText()).contains("compact");
    }

    @Test
    void aPortInUseIsToldBeforeAnythingIsShown() {
        String port = broker.bootstrap().substring(broker.bootstrap().indexOf(':') + 1);
        JsonNode error = Ran.of("demo", "--port", port, "--json").refusal(4);
        assertThat(error.path("code").asText()).isEqualTo("PORT_IN_USE");
        assertThat(error.path("where").asText()).contains(port);
    }

    @Test
    void whatIsNoPortIsWrongUsage() {
        for (Ran ran : List.of(
                Ran.of("demo", "--port", "99999", "--json"),
                Ran.of("serve", "--port", "-5", "--pipeline", "alone", "--set", NOBODY, "--json"))) {
            assertThat(ran.refusal(2).path("code").asText()).isEqualTo("BAD_PORT");
        }
    }

    private void create(String pipeline) {
        Ran.of("topics", "create", "--pipeline", pipeline, "--set", "kafka.bootstrap=" + broker.bootstrap());
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
    }
}
