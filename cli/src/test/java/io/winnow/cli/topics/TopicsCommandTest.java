package io.winnow.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.Ran;
import io.winnow.cli.embedded.EmbeddedBroker;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicsCommandTest {
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

    @Test
    void whatIsMissingIsCreatedAndThenFound() {
        Ran before = onBroker("check", "--pipeline", "shop");
        Ran created = onBroker("create", "--pipeline", "shop");
        Ran after = onBroker("check", "--pipeline", "shop");

        assertThat(before.status()).isEqualTo(4);
        assertThat(before.document().get("findings")).hasSize(TopicRegistry.ALL.size());
        assertThat(created.status()).isZero();
        assertThat(after.status()).isZero();
        assertThat(after.document().get("topics")).extracting(JsonNode::asText).contains("winnow.shop.tokens.v1");
    }

    @Test
    void aTopicThatIsNotAsItMustBeIsWrongConfiguration() throws Exception {
        onBroker("create", "--pipeline", "narrow", "--set", "kafka.prefix=other");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("winnow.narrow.tokens.v1", 1, (short) 1)))
                    .all()
                    .get();
        }

        Ran ran = onBroker("create", "--pipeline", "narrow");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.document().get("findings"))
                .extracting(finding -> finding.get("code").asText())
                .containsExactly("TOPIC_PARTITIONS");
    }

    @Test
    void aFileNamesOnlyTheTopicsThatItsPipelineNeeds() throws Exception {
        Path file = Files.writeString(folder.resolve("local.yaml"), """
                name: local-line
                sources:
                  - {id: a, address: /tmp/a.mp4}
                edges:
                  tokens: local
                  pruned: local
                kafka:
                  bootstrap: %s
                """.formatted(broker.bootstrap()));

        Ran ran = Ran.of("topics", "check", file.toString(), "--json");

        assertThat(ran.document().get("topics"))
                .extracting(JsonNode::asText)
                .contains("winnow.local-line.questions.v1")
                .doesNotContain("winnow.local-line.tokens.v1");
    }

    @Test
    void theRightsAreThoseOfThePrefixAndPipeline() {
        Ran ran = Ran.of("topics", "acls", "--pipeline", "shop", "--set", "kafka.prefix=acme");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("--topic 'acme.shop.tokens.v1'", "User:<jobs>");
    }

    @Test
    void theRightsOfAPipelineThatReadsAnothersTopicReachThere(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("again.yaml"), "{name: again, stages: [prune, read], edges: {tokens: 'kafka:shop'}}");

        Ran ran = Ran.of("topics", "acls", file.toString());

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("User:<jobs>' --operation Read --topic 'winnow.shop.tokens.v1'")
                .doesNotContain("winnow.shop.pruned.v1");
    }

    @Test
    void aBrokerThatIsNotThereIsNotReachable() {
        Ran ran = Ran.of("topics", "check", "--pipeline", "shop", "--set", "kafka.bootstrap=127.0.0.1:1", "--json");

        assertThat(ran.status()).isEqualTo(4);
        assertThat(ran.document().get("error").get("code").asText()).isEqualTo("BROKER_UNREACHABLE");
        assertThat(ran.document().get("error").get("where").asText()).isEqualTo("127.0.0.1:1");
    }

    @Test
    void withoutABrokerOrANameThereIsNothingToAsk() {
        assertThat(Ran.of("topics", "check", "--pipeline", "shop").err()).contains("NO_BROKER");
        assertThat(Ran.of("topics", "acls").err()).contains("NO_PIPELINE");
        assertThat(Ran.of("topics", "acls", "--pipeline", "No Name").err()).contains("BAD_NAME");
    }

    @Test
    void anUnknownKeyNamesTheNearest() {
        Ran ran = Ran.of("topics", "check", "--pipeline", "shop", "--set", "kafka.bootstrp=x");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("UNKNOWN_KEY", "kafka.bootstrap");
    }

    private Ran onBroker(String command, String... more) {
        String[] arguments = new String[more.length + 5];
        arguments[0] = "topics";
        arguments[1] = command;
        arguments[2] = "--set";
        arguments[3] = "kafka.bootstrap=" + broker.bootstrap();
        arguments[4] = "--json";
        System.arraycopy(more, 0, arguments, 5, more.length);
        return Ran.of(arguments);
    }
}
