package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.cli.embedded.Workplace;
import io.winnow.cli.run.LiveRun;
import io.winnow.cli.run.Outcome;
import io.winnow.gateway.Assistant;
import io.winnow.gateway.Gateway;
import io.winnow.gateway.GatewayConfig;
import io.winnow.gateway.http.HttpOptions;
import io.winnow.it.client.api.PipelineApi;
import io.winnow.it.client.api.QuestionsApi;
import io.winnow.it.client.invoker.ApiClient;
import io.winnow.it.client.invoker.ApiException;
import io.winnow.it.client.model.Answer;
import io.winnow.it.client.model.NewQuestion;
import io.winnow.it.client.model.Stream;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.definition.SourceDefinition;
import io.winnow.net.FreePort;
import io.winnow.topics.TopicNames;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that others make talk to the gateways of a running pipeline: an assistant, a client made from the OpenAPI document, and curl as the docs have it. */
class ClientsIT {
    private static final String PIPELINE = "clients";
    private static final int FRAMES = 100;
    private static final int WAIT_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path ROOT =
            Path.of(System.getProperty("winnow.root", ".")).toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern BLOCK = Pattern.compile("^```\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    static Path folder;

    private static Workplace place;
    private static LiveRun run;
    private static Gateway keyed;
    private static String all;
    private static String dock;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        ResolvedPipeline pipeline = pipeline();
        place = Workplace.open(pipeline, folder.resolve("broker"));
        run = LiveRun.start(
                place,
                StartOptions.defaults().withCreateTopics(true),
                new Outcome(answer -> {}),
                Optional.of(FreePort.find()));
        all = key("all", "**");
        dock = key("dock", "dock/*");
        keyed = Gateway.start(GatewayConfig.local(
                        Map.of(
                                "bootstrap.servers",
                                place.pipeline().definition().kafka().bootstrap()),
                        new TopicNames(place.pipeline().definition().kafka().prefix(), PIPELINE))
                .withHttp(HttpOptions.local().withKeys(Optional.of(folder.resolve("keys.jsonl")))));
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> streams(all).size() == 2
                        && streams(all).stream()
                                .allMatch(stream -> stream.getState().equals("ENDED")));
    }

    @AfterAll
    static void stop() {
        if (keyed != null) {
            keyed.close();
        }
        if (run != null) {
            run.running().cancel();
            run.close();
        }
        if (place != null) {
            place.close();
        }
    }

    private static ResolvedPipeline pipeline() throws IOException {
        Path gate = Media.steady(folder.resolve("gate.mp4"), "testsrc2=size=320x240:rate=25", FRAMES);
        Path desk = Media.steady(folder.resolve("desk.mp4"), "mandelbrot=size=320x240:rate=25", FRAMES);
        return Pipelines.of(
                PIPELINE,
                folder.resolve("state"),
                List.of(
                        new SourceDefinition("dock/1", gate.toString(), ""),
                        new SourceDefinition("office/1", desk.toString(), "")),
                "decode.policy=every(10)",
                "decode.stay=true",
                "edges.tokens=local",
                "edges.pruned=local",
                "delivery=at-least-once",
                "flink.checkpoint-interval=500ms");
    }

    private static String key(String id, String streams) {
        return CommandRun.documents(
                        "keys",
                        "add",
                        folder.resolve("keys.jsonl").toString(),
                        id,
                        "--stream",
                        streams,
                        "--may",
                        "read,ask")
                .get(0)
                .path("key")
                .asText();
    }

    @Test
    void anAssistantListsStreamsAndAsksThem() {
        try (Assistant assistant = new Assistant(run.page().orElseThrow(), "")) {
            assertThat(assistant.initialize().instructions()).contains("Winnow");
            assertThat(assistant.tools()).extracting(tool -> tool.name()).contains("ask", "streams");
            assertThat(assistant.call("streams", Map.of()).text()).contains("dock/1: ", "office/1: ");
            Assistant.Told told = assistant.call("ask", question("Is it day?"));
            assertThat(told.refused()).as(told.text()).isFalse();
            assertThat(told.content().get("answers").findValuesAsText("stream"))
                    .as(told.text())
                    .containsExactlyInAnyOrder("dock/1", "office/1");
            JsonNode evidence = told.content().at("/answers/0/evidence/0");
            assertThat(evidence.get("clock").asText()).isEqualTo("MEDIA");
            assertThat(evidence.get("endMicros").asLong()).isBetween(1L, 4_000_000L);
        }
    }

    @Test
    void anAssistantWithAKeyToSomeStreamsSeesAndAsksNoOthers() {
        try (Assistant assistant = new Assistant(keyed.address(), dock)) {
            assistant.initialize();
            assertThat(assistant.call("streams", Map.of()).text())
                    .contains("dock/1: ")
                    .doesNotContain("office");
            Assistant.Told told = assistant.call("ask", question("Is it night?"));
            assertThat(told.content().get("answers").findValuesAsText("stream"))
                    .as(told.text())
                    .containsExactly("dock/1");
            Assistant.Told other = assistant.call("ask", Map.of("question", "Is it night?", "stream", "office/1"));
            assertThat(other.refused()).isTrue();
            assertThat(other.text()).contains("no stream that this caller may see");
        }
        try (Assistant stranger = new Assistant(keyed.address(), "")) {
            assertThatThrownBy(stranger::initialize).hasStackTraceContaining("Authorization error");
        }
    }

    @Test
    void anAssistantIsToldHowFarThePastReaches() {
        try (Assistant assistant = new Assistant(keyed.address(), all)) {
            assistant.initialize();
            Assistant.Told told = assistant.call(
                    "ask",
                    Map.of("question", "Is it day?", "stream", "dock/1", "from", "1h", "waitSeconds", WAIT_SECONDS));
            assertThat(told.content().get("answers")).isEmpty();
            assertThat(told.text()).contains("this stream has the time of its file, which reaches from 0 s to");
        }
    }

    private static Map<String, Object> question(String text) {
        return Map.of("question", text, "waitSeconds", WAIT_SECONDS);
    }

    @Test
    void aClientMadeFromTheOpenApiDocumentListsStreamsAndAsks() throws ApiException {
        assertThat(streams(dock)).extracting(Stream::getStream).containsExactly("dock/1");
        Stream stream = streams(all).get(0);
        assertThat(stream.getLastFrameMillis()).isPositive().isLessThanOrEqualTo(System.currentTimeMillis());
        QuestionsApi questions = new QuestionsApi(client(all));
        String id = questions
                .askQuestion(new NewQuestion().question("Is it day?").stream("dock/1"))
                .getId();
        List<Answer> answers = questions.getQuestion(id, WAIT_SECONDS).getAnswers();
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).getStream()).isEqualTo("dock/1");
        assertThat(answers.get(0).getAnswer()).isNotBlank();
        assertThat(answers.get(0).getEvidence()).isNotEmpty();
        assertThatThrownBy(() -> new QuestionsApi(client(dock))
                        .askQuestion(new NewQuestion().question("Is it day?").stream("office/1")))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(403));
    }

    private static List<Stream> streams(String key) throws ApiException {
        return new PipelineApi(client(key)).listStreams().getStreams();
    }

    private static ApiClient client(String key) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(address(keyed.address()));
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
        return client;
    }

    @Test
    void curlAsTheDocsHaveItIsServed() throws IOException, InterruptedException {
        for (String tool : List.of("curl", "jq")) {
            Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/" + tool)), "there is no " + tool);
        }
        List<String> served = new ArrayList<>();
        for (String script : scripts()) {
            String printed = bash(script);
            List<JsonNode> documents =
                    JSON.readerFor(JsonNode.class).<JsonNode>readValues(printed).readAll();
            assertThat(documents).as(script).isNotEmpty().noneMatch(document -> document.has("error"));
            served.add(printed);
        }
        assertThat(served).hasSizeGreaterThanOrEqualTo(4).anyMatch(printed -> printed.contains("\"answers\":[{"));
    }

    /** What calls curl in the docs, block by block. */
    private static List<String> scripts() throws IOException {
        List<String> scripts = new ArrayList<>();
        for (String page : List.of("README.md", "docs/gateway.md")) {
            Matcher block = BLOCK.matcher(Files.readString(ROOT.resolve(page)));
            while (block.find()) {
                List<String> lines = block.group(1)
                        .lines()
                        .filter(line -> line.contains("curl "))
                        .toList();
                if (!lines.isEmpty()) {
                    scripts.add(String.join("\n", lines));
                }
            }
        }
        return scripts;
    }

    private static String bash(String script) throws IOException, InterruptedException {
        String there = script.replace("http://HOST:8080", address(keyed.address()))
                .replace("http://127.0.0.1:8080", address(run.page().orElseThrow()));
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-euo", "pipefail", "-c", there);
        builder.environment().put("KEY", all);
        builder.environment().put("GATEWAY", address(keyed.address()));
        Path told = folder.resolve("curl.err");
        Process process = builder.redirectError(told.toFile()).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s: %s", there, Files.readString(told))
                .isZero();
        return printed;
    }

    private static String address(URI page) {
        return page.toString().replaceFirst("/$", "");
    }
}
