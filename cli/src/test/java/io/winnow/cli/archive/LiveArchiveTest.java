package io.winnow.cli.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.archive.LocalPlace;
import io.winnow.archive.RunNote;
import io.winnow.archive.RunWriter;
import io.winnow.archive.TopicRow;
import io.winnow.cli.Ran;
import io.winnow.gateway.Gateway;
import io.winnow.gateway.GatewayConfig;
import io.winnow.gateway.archives.ArchiveReader;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.StreamControl;
import io.winnow.topics.TopicNames;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of a pipeline that has watched a door for ten minutes, until five minutes past twelve, and a gate for the last of them. */
class LiveArchiveTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FRAMES = 60;

    private final CameraTokens cameras = new CameraTokens(Instant.parse("2026-03-01T12:05:00Z"));

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void write() throws Exception {
        RunWriter writer = new RunWriter(
                new LocalPlace(folder),
                RunNote.of("run-1", "shop", CameraTokens.MADE.computation(), List.of("rtsp://door/")));
        List<TopicRow> rows = new ArrayList<>();
        for (int frame = 0; frame < FRAMES; frame++) {
            int ago = (FRAMES - frame) * CameraTokens.STEP;
            rows.add(TopicRow.of(rows.size(), cameras.frame("door", ago)));
            if (ago <= 60) {
                rows.add(TopicRow.of(rows.size(), cameras.frame("gate", ago)));
            }
        }
        writer.write(0, rows.get(0).offset(), rows);
    }

    private Ran ask(String... more) {
        List<String> command = new ArrayList<>(List.of("archive", "ask", folder.toString(), "Is there a dog?"));
        command.addAll(List.of(more));
        command.add("--json");
        return Ran.of(command.toArray(String[]::new));
    }

    @Test
    void aLiveStreamIsAnsweredFromAllOfItAndNotFromItsFirstWindow() {
        Ran ran = ask("--in", "door");
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(frames(ran.document())).isEqualTo(FRAMES);
    }

    @Test
    void aTimeIsAnsweredFromItsFramesAndWhatIsLackingIsSaid() {
        Ran ran = ask("--from", "2026-03-01T13:02:00+01:00", "--to", "2026-03-01T12:05:00Z");
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.documents()).hasSize(2).allSatisfy(answer -> {
            boolean door = answer.get("stream").asText().equals("door");
            assertThat(frames(answer)).isEqualTo(door ? 18 : 6);
            assertThat(answer.at("/evidence/0/clock").asText()).isEqualTo("WALL");
        });
        assertThat(ran.err())
                .contains("Of gate, frames of the time asked about are kept from 2026-03-01T12:04:00Z only.")
                .doesNotContain("Of door");
    }

    @Test
    void anAssistantAsksItThroughAGatewayThatServesIt() throws Exception {
        GatewayConfig config = GatewayConfig.local(
                        Map.of("bootstrap.servers", "127.0.0.1:1"), new TopicNames("winnow", "desk"))
                .withArchives(List.of(ArchiveAddress.place(folder.toString()), ArchiveAddress.place("nowhere")))
                .withArchiveReader(new ServedArchives());
        String name = String.valueOf(folder.getFileName());
        try (Gateway gateway = Gateway.start(config)) {
            assertThat(said(call(gateway, Map.of("waitSeconds", 60))))
                    .contains(name + ": 2 streams, 2 of them done", "nowhere: there is no archive at ");
            JsonNode told = call(
                    gateway,
                    Map.of(
                            "question",
                            "Is there a dog?",
                            "archive",
                            name,
                            "in",
                            List.of("gate"),
                            "from",
                            "2026-03-01T12:02:00Z",
                            "to",
                            "2026-03-01T12:05:00Z",
                            "waitSeconds",
                            60));
            assertThat(told.path("isError").asBoolean()).as("%s", told).isFalse();
            JsonNode answer = told.at("/structuredContent/answers/0");
            assertThat(answer.path("stream").asText()).isEqualTo("gate");
            assertThat(answer.at("/evidence/0/clock").asText()).isEqualTo("WALL");
            assertThat(said(told)).contains("gate: ", "are kept from 2026-03-01T12:04:00Z only.");
            JsonNode wrong = call(gateway, Map.of("question", "Is there a dog?"));
            assertThat(wrong.path("isError").asBoolean()).isTrue();
            assertThat(said(wrong)).contains("several archives could be meant", "name one of ");
        }
    }

    @Test
    void aGatewayLooksAtNoStreamThatItsPipelineHasForgotten() throws Exception {
        ForgottenStreams door = ForgottenStreams.of(List.of(StreamControl.forget("door", 1_000)));
        assertThat(streams(List.of(), new ArchiveReader.Forgotten("desk", Optional.of(door))))
                .containsExactlyInAnyOrder("door", "gate");
        ArchiveReader.Forgotten forgotten = new ArchiveReader.Forgotten("shop", Optional.of(door));
        assertThat(streams(List.of(), forgotten)).containsExactly("gate");
        assertThatThrownBy(() -> streams(List.of("door"), forgotten))
                .isInstanceOf(ArchiveReader.Unanswered.class)
                .hasMessage("the archive holds no item door");
        assertThatThrownBy(() -> streams(List.of(), new ArchiveReader.Forgotten("shop", Optional.empty())))
                .isInstanceOf(ArchiveReader.Unanswered.class)
                .hasMessage("which streams of shop were forgotten is not known yet");
    }

    private List<String> streams(List<String> in, ArchiveReader.Forgotten forgotten) throws Exception {
        ArchiveReader.Asked asked =
                new ArchiveReader.Asked("Is there a dog?", in, Optional.empty(), Optional.empty(), forgotten);
        return new ServedArchives()
                .ask(ArchiveAddress.place(folder.toString()), asked).answers().stream()
                        .map(found -> found.answer().stream())
                        .toList();
    }

    private static String said(JsonNode result) {
        return result.at("/content/0/text").asText();
    }

    /** What the tool tells, by the protocol's own message. */
    private static JsonNode call(Gateway gateway, Map<String, ?> arguments) throws Exception {
        Map<String, ?> message = Map.of(
                "jsonrpc",
                "2.0",
                "id",
                1,
                "method",
                "tools/call",
                "params",
                Map.of("name", "archive", "arguments", arguments));
        HttpRequest request = HttpRequest.newBuilder(gateway.address().resolve("/mcp"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(message)))
                .build();
        return JSON.readTree(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body())
                .path("result");
    }

    @Test
    void whereNothingIsKeptIsSaidHowFarThePastReaches() {
        JsonNode early = ask("--from", "2026-03-01T11:00:00Z", "--to", "2026-03-01T11:50:00Z")
                .refusal(3);
        assertThat(early.get("code").asText()).isEqualTo("NO_TOKENS");
        assertThat(early.get("what").asText())
                .contains("from 2026-03-01T11:00:00Z to 2026-03-01T11:50:00Z")
                .contains("the first frame after is of 2026-03-01T11:55:00Z");
        assertThat(ask("--from", "-1s").refusal(3).get("what").asText())
                .contains("the last frame before is of 2026-03-01T12:04:50Z");
        assertThat(ask("--from", "1s").refusal(3).get("what").asText())
                .contains("no frame that it holds is told by its offset in a file");
        assertThat(ask("--from", "2026-03-01T12:00:00").refusal(2).get("what").asText())
                .isEqualTo("2026-03-01T12:00:00 says no time zone");
    }

    private static int frames(JsonNode answer) {
        return answer.at("/tokens/frames").asInt();
    }
}
