package io.winnow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.run.RunStore;
import io.winnow.net.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
    @TempDir
    Path folder;

    private PipelineDefinition definition(String bootstrap) {
        return PipelineDefinition.forSources(
                "shop",
                PipelineDefinition.named(
                        List.of(folder.resolve("door.mp4").toString(), "https://example.org/till.mkv")),
                List.of("kafka.bootstrap=" + bootstrap, "flink.state-folder=" + folder));
    }

    @Test
    @Timeout(10)
    void aBrokerThatIsNotThereIsFoundWithinTenSeconds() throws Exception {
        assertThat(Preflight.kafka(definition("127.0.0.1:" + FreePort.find())))
                .extracting(Preflight.Finding::code, Preflight.Finding::exit)
                .containsExactly(tuple("BROKER_UNREACHABLE", 4));
    }

    @Test
    void aBrokerWhoseNameDoesNotResolveIsNotReachable() throws Exception {
        assertThat(Preflight.kafka(definition("no-such-host.invalid:9092")))
                .extracting(Preflight.Finding::code)
                .containsExactly("BROKER_UNREACHABLE");
    }

    @Test
    void topicsThatAreMissingOrTooSmallAreFound() throws Exception {
        try (TestBroker broker = TestBroker.start(folder)) {
            broker.create("winnow.shop.tokens.v1", 1);
            List<Preflight.Finding> findings = Preflight.kafka(definition(broker.bootstrap()));
            assertThat(findings).anySatisfy(finding -> {
                assertThat(finding.code()).isEqualTo("TOPIC_PARTITIONS");
                assertThat(finding.where()).isEqualTo("winnow.shop.tokens.v1");
                assertThat(finding.exit()).isEqualTo(2);
            });
            assertThat(findings).anySatisfy(finding -> {
                assertThat(finding.code()).isEqualTo("TOPIC_MISSING");
                assertThat(finding.where()).isEqualTo("winnow.shop.answers.v1");
                assertThat(finding.exit()).isEqualTo(4);
            });
        }
    }

    @Test
    void aFlinkClusterThatIsNotThereIsFound() throws Exception {
        assertThat(Preflight.flink(List.of(URI.create("http://127.0.0.1:" + FreePort.find()))))
                .hasValueSatisfying(finding -> assertThat(finding.code()).isEqualTo("FLINK_UNREACHABLE"));
    }

    @Test
    void aPortInUseIsFound() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Preflight.port(taken.getLocalPort()))
                    .hasValueSatisfying(finding -> assertThat(finding.exit()).isEqualTo(4));
        }
        assertThat(Preflight.port(0)).isEmpty();
    }

    @Test
    void aNameInUseIsFound() {
        assertThat(Preflight.name(definition("b:1"))).isEmpty();
        try (RunStore.Lock lock = new RunStore(folder).lock("shop").orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(Preflight.name(definition("b:1")))
                    .hasValueSatisfying(finding -> assertThat(finding.code()).isEqualTo("NAME_IN_USE"));
        }
    }

    @Test
    void aSourceThatIsNotThereIsFound() throws Exception {
        PipelineDefinition definition = PipelineDefinition.forSources(
                "shop",
                PipelineDefinition.named(List.of(folder.resolve("door.mp4").toString())),
                List.of("kafka.bootstrap=b:1"));
        assertThat(Preflight.sources(definition))
                .extracting(Preflight.Finding::code, Preflight.Finding::exit)
                .containsExactly(tuple("NO_SOURCE", 3));
        Files.writeString(folder.resolve("door.mp4"), "\0\0\0\u0018ftypisom, as good as a video until it is read");
        assertThat(Preflight.sources(definition)).isEmpty();
    }

    @Test
    void aPortForPrometheusThatIsTakenIsFound() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Preflight.prometheus(answering(taken.getLocalPort())))
                    .map(Preflight.Finding::code)
                    .contains("PORT_IN_USE");
        }
        assertThat(Preflight.prometheus(answering(FreePort.find()))).isEmpty();
    }

    private static PipelineDefinition answering(int port) {
        return PipelineDefinition.forSources(
                "shop", PipelineDefinition.named(List.of("/door.mp4")), List.of("metrics.prometheus=" + port));
    }
}
