package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.clip.SceneClip;
import io.winnow.net.FreePort;
import io.winnow.read.http.VisionServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole line in one process, with a reader that is a server on loopback. */
class AskEndpointIT {
    @TempDir
    private static Path folder;

    private static Path clip;

    @BeforeAll
    static void draw() throws Exception {
        clip = SceneClip.draw(7, folder).file();
    }

    @Test
    void anEndpointAnswersFromPicturesOfTheFramesThatWereKept() throws Exception {
        try (VisionServer server = VisionServer.saying("a red", " ball")) {
            CommandRun ran = ask(
                    "http", server.url(), "read.http.pictures=5", "read.http.price-in=0.5", "read.http.price-out=2");
            assertThat(ran.status()).as(ran.err()).isZero();
            JsonNode answer = ran.documents().get(0);
            assertThat(answer.path("answer").asText()).isEqualTo("a red ball");
            assertThat(answer.at("/bundles/reader").asText()).matches("http:see-1@[0-9a-f]{12}");
            assertThat(answer.at("/endpoint/pictures").asInt()).isEqualTo(5);
            assertThat(answer.at("/endpoint/tokensIn").asInt()).isEqualTo(100);
            assertThat(answer.at("/endpoint/price").asDouble()).isEqualTo(0.058);
            assertThat(answer.has("deferral")).isFalse();
            assertThat(server.faults()).isEmpty();
            VisionServer.Asked asked = server.asked().get(0);
            assertThat(asked.pictures()).isEqualTo(5);
            assertThat(asked.question()).isEqualTo("What is it?");
        }
    }

    @Test
    void aCascadeAsksTheEndpointWhereTheBundleIsUnsure() throws Exception {
        try (VisionServer server = VisionServer.saying("a red ball")) {
            JsonNode unsure = ask("cascade", server.url(), "read.cascade.below=1")
                    .documents()
                    .get(0);
            assertThat(unsure.at("/bundles/reader").asText()).startsWith("http:see-1@");
            assertThat(unsure.at("/deferral/first").asText()).startsWith("reader-small@");
            assertThat(unsure.at("/deferral/problem").asText()).isEmpty();
            JsonNode sure = ask("cascade", server.url(), "read.cascade.below=0")
                    .documents()
                    .get(0);
            assertThat(sure.at("/bundles/reader").asText()).startsWith("reader-small@");
            assertThat(sure.has("deferral")).isFalse();
            assertThat(sure.has("endpoint")).isFalse();
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void anEndpointThatIsNotThereEndsTheCommandWithAReason() throws Exception {
        int port = FreePort.find();
        CommandRun ran = ask("http", "http://127.0.0.1:" + port + "/v1", "read.http.retries=0");
        assertThat(refusal(ran, 4).path("code").asText()).isEqualTo("ENDPOINT_UNREACHABLE");
    }

    @Test
    void anAddressThatWasNotAllowedIsNotAsked() throws Exception {
        try (VisionServer server = VisionServer.saying("a red ball")) {
            CommandRun ran = ask("http", server.url(), "read.http.allow=private");
            JsonNode error = refusal(ran, 4);
            assertThat(error.path("code").asText()).isEqualTo("ENDPOINT_ADDRESS");
            assertThat(error.path("hint").asText()).contains("add loopback to read.http.allow");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void anEndpointWithoutAnAddressIsWrongUsage() {
        JsonNode error = refusal(CommandRun.of("ask", clip.toString(), "What is it?", "--reader", "http"), 2);
        assertThat(error.path("what").asText()).contains("set read.http.url and read.http.model");
    }

    private static JsonNode refusal(CommandRun ran, int status) {
        assertThat(ran.status()).as("%s%s", ran.documents(), ran.err()).isEqualTo(status);
        assertThat(ran.err()).doesNotContain("\tat ");
        return ran.documents().get(0).path("error");
    }

    private static CommandRun ask(String reader, String url, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("ask", clip.toString(), "What is it?", "--reader", reader));
        List<String> all =
                new ArrayList<>(List.of("read.http.url=" + url, "read.http.model=see-1", "read.http.allow=loopback"));
        all.addAll(List.of(settings));
        all.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
