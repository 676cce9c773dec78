package io.winnow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.archive.LocalPlace;
import io.winnow.gateway.http.Contract;
import io.winnow.model.Bundle;
import io.winnow.records.BundleRef;
import io.winnow.records.Question;
import io.winnow.records.StreamStatus.State;
import io.winnow.topics.TestBroker;
import io.winnow.topics.TopicCreator;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicPlan;
import io.winnow.topics.TopicRegistry;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GatewayTest {
    private static final TopicNames NAMES = new TopicNames("winnow", "shop");
    private static final Path MODELS =
            Path.of(System.getProperty("winnow.root", "..")).resolve("models");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static TestBroker broker;
    private static Gateway gateway;
    private static SampleLine line;
    private static final List<String> MODULES =
            List.of("page.js", "rates.js", "streams.js", "talk.js", "alerts.js", "archives.js");
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        broker = new TestBroker(folder);
        try (Admin admin = broker.admin()) {
            new TopicCreator(admin).create(TopicPlan.of(NAMES));
        }
        line = new SampleLine(broker.bootstrap(), NAMES, "run-1");
        gateway = Gateway.start(GatewayConfig.local(Map.of("bootstrap.servers", broker.bootstrap()), NAMES)
                .withModels(MODELS)
                .withArchives(List.of(new LocalPlace(folder.resolve("photos")))));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        line.close();
        broker.close();
    }

    @Test
    void showsTheLineWithRatesTotalsAndDrops() throws Exception {
        long now = System.currentTimeMillis();
        line.metrics(1_000, now - 4_000);
        line.metrics(2_000, now);
        // Stages tell their figures one by one.
        JsonNode shown = eventually(
                "line",
                data -> data.at("/stages/1/total").asDouble() == 2_000
                        && data.at("/bytes/kept").asDouble() == 400 * 18.5);
        assertThat(shown.get("run").textValue()).isEqualTo("run-1");
        assertThat(shown.at("/stages").findValuesAsText("name"))
                .containsExactly("source", "decode", "tokenize", "prune", "read");
        JsonNode decode = shown.at("/stages/1");
        assertThat(decode.get("value").asDouble()).isEqualTo(250);
        assertThat(decode.at("/dropped/POLICY").asDouble()).isEqualTo(1_600);
        assertThat(shown.at("/stages/2/deadLetters/DECODE").asDouble()).isEqualTo(1);
        assertThat(shown.at("/bytes/kept").asDouble()).isEqualTo(400 * 18.5);
        assertThat(get("api/line").statusCode()).isEqualTo(200);
    }

    @Test
    void showsStreamsAndForgetsRemovedOnes() throws Exception {
        line.stream("camera/8", State.RUNNING, 40, "");
        line.stream("camera/7", State.FAILED, 10, "the connection was refused");
        JsonNode failed =
                eventually("stream", data -> data.get("stream").textValue().equals("camera/7"));
        assertThat(failed.get("state").textValue()).isEqualTo("FAILED");
        assertThat(failed.get("message").textValue()).isEqualTo("the connection was refused");
        line.tombstone("camera/7");
        line.stream("camera/9", State.ENDED, 3, "");
        eventually("stream", data -> data.get("stream").textValue().equals("camera/9"));
        assertThat(MAPPER.readTree(get("api/streams").body()).findValuesAsText("stream"))
                .contains("camera/8", "camera/9")
                .doesNotContain("camera/7");
    }

    @Test
    void showsNothingOfAForgottenStreamAlsoWhenItIsStartedAgain() throws Exception {
        line.stream("shed", State.RUNNING, 40, "");
        line.answer("q-shed", "shed", "Is it open?", "yes", 0.75);
        line.question("q-shed", "Is it open?", Optional.empty());
        eventually("answer", data -> data.get("questionId").textValue().equals("q-shed"));
        line.forget("shed", System.currentTimeMillis());
        line.stream("shed", State.ENDED, 41, "");
        line.answer("q-barn", "barn", "Is it open?", "no", 0.75);
        await().atMost(Duration.ofSeconds(30)).until(() -> state(gateway), GatewayTest::showsTheBarnAlone);

        try (Gateway again =
                Gateway.start(GatewayConfig.local(Map.of("bootstrap.servers", broker.bootstrap()), NAMES))) {
            String shown =
                    await().atMost(Duration.ofSeconds(30)).until(() -> state(again), state -> state.contains("q-barn"));
            assertThat(showsTheBarnAlone(shown)).isTrue();
        }
    }

    private String state(Gateway of) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(of.address().resolve("api/state"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static boolean showsTheBarnAlone(String state) {
        return state.contains("q-barn") && !state.contains("\"shed\"");
    }

    @Test
    void showsAnswersWhileTheyAreWrittenAndKeepsTheHighestAttempt() throws Exception {
        line.question("q-1", "What color is the car?", Optional.empty());
        line.delta("q-1", "camera/8", "0199-b", 0, "dark ");
        line.delta("q-1", "camera/8", "0199-a", 0, "an attempt that was given up");
        line.delta("q-1", "camera/8", "0199-b", 5, "red");
        JsonNode writing =
                eventually("writing", data -> data.get("text").textValue().endsWith("red"));
        assertThat(writing.get("text").textValue()).isEqualTo("dark red");
        line.answer("q-1", "camera/8", "What color is the car?", "dark red", 0.75);
        JsonNode answer =
                eventually("answer", data -> data.get("questionId").textValue().equals("q-1"));
        assertThat(answer.get("answer").textValue()).isEqualTo("dark red");
        assertThat(answer.at("/tokens/kept").asInt()).isEqualTo(980);
        assertThat(answer.at("/evidence/0/clock").textValue()).isEqualTo("MEDIA");
        assertThat(answer.at("/bundles/reader").textValue()).isEqualTo("reader@cdcdcdcdcdcd");
        assertThat(MAPPER.readTree(get("api/state").body()).get("writing")).isEmpty();
    }

    @Test
    void showsTheNewestPictureOfAStreamAndWhatWasKeptOfIt() throws Exception {
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, 1, 2, 3};
        awaitTheRun();
        line.picture("yard/gate 1", 1_500_000, jpeg);
        line.pruned("yard/gate 1", 1_500_000, List.of(30, 3, 17));
        line.foreign(TopicRegistry.PREVIEWS);
        String query = "?stream=" + URLEncoder.encode("yard/gate 1", StandardCharsets.UTF_8);
        JsonNode shown = await().until(
                        () -> MAPPER.readTree(get("api/pictures" + query + "&stream=nothing")
                                        .body())
                                .at("/pictures/0"),
                        picture -> picture.has("pruned"));
        assertThat(shown.at("/newest/atMicros").asLong()).isEqualTo(1_500_000);
        assertThat(shown.at("/pruned/kept/cells")).map(JsonNode::asInt).containsExactly(3, 17, 30);
        assertThat(shown.at("/pruned/kept/ranks")).map(JsonNode::asInt).containsExactly(1, 2, 0);
        HttpResponse<byte[]> picture = client.send(
                HttpRequest.newBuilder(gateway.address().resolve("api/picture" + query + "&epoch=0&at=1500000"))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(picture.body()).isEqualTo(jpeg);
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(picture.headers().firstValue("Cache-Control")).contains("private, max-age=5");
    }

    @Test
    void givesAPictureThatItHasToldOfHoweverManyNewerOnesHaveComeSince() throws Exception {
        awaitTheRun();
        line.picture("yard/busy", 0, new byte[] {7});
        String list = "api/pictures?stream=yard/busy";
        await().until(() -> get(list).body().contains("\"atMicros\":0,"));
        for (int second = 1; second <= 20; second++) {
            line.picture("yard/busy", 1_000_000L * second, new byte[] {8});
        }
        await().until(() -> get(list).body().contains("\"atMicros\":20000000,"));
        assertThat(get("api/picture?stream=yard/busy&epoch=0&at=0").statusCode())
                .isEqualTo(200);
    }

    @Test
    void makesAPictureOfTheTokensThatWereKept() throws Exception {
        awaitTheRun();
        BundleRef pieces = Bundle.open(MODELS.resolve("one-d-piece-small")).ref();
        line.picture("yard/far", 2_000_000, new byte[] {1});
        line.prefix("yard/far", 2_000_000, pieces, 5, 77, 4000, 12);
        JsonNode shown = await().until(
                        () -> MAPPER.readTree(
                                        get("api/pictures?stream=yard/far").body())
                                .at("/pictures/0"),
                        picture -> picture.has("pruned"));
        assertThat(shown.at("/pruned/decodes").asBoolean()).isTrue();
        assertThat(shown.at("/pruned/kept/ranks")).map(JsonNode::asInt).containsExactly(0, 1, 2, 3);
        String address = "api/reconstruction?stream=yard/far&epoch=0&at=2000000";
        for (String tokens : List.of("", "&tokens=1", "&tokens=999")) {
            HttpResponse<byte[]> picture = client.send(
                    HttpRequest.newBuilder(gateway.address().resolve(address + tokens))
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(picture.headers().firstValue("Content-Type")).contains("image/jpeg");
            assertThat(ImageIO.read(new ByteArrayInputStream(picture.body())).getWidth())
                    .isEqualTo(128);
        }
        assertThat(problem(get(address + "&tokens=0"), 400)).contains("tokens is no whole number from 1");
        assertThat(problem(get(address.replace("at=2000000", "at=3000000")), 404))
                .contains("no tokens of this frame are among the newest");
    }

    @Test
    void saysWhyNoPictureCanBeMadeOfTokens() throws Exception {
        awaitTheRun();
        line.picture("yard/odd", 2_000_000, new byte[] {1});
        line.prefix("yard/odd", 2_000_000, new BundleRef("lite0-cells", "ab".repeat(32)), 5, 77);
        JsonNode shown = await().until(
                        () -> MAPPER.readTree(
                                        get("api/pictures?stream=yard/odd").body())
                                .at("/pictures/0"),
                        picture -> picture.has("pruned"));
        assertThat(shown.at("/pruned/decodes").asBoolean()).isFalse();
        assertThat(problem(get("api/reconstruction?stream=yard/odd&epoch=0&at=2000000"), 404))
                .contains("lite0-cells takes pictures apart and has no decoder");
    }

    @Test
    void saysHowFarArchivesAre() throws Exception {
        JsonNode looked = await().until(
                        () -> MAPPER.readTree(get("api/archives").body()).at("/archives/0"),
                        archive -> archive.get("lookedMillis").asLong() > 0);
        assertThat(looked.get("address").textValue()).endsWith("photos");
        assertThat(looked.get("problem").textValue()).startsWith("there is no archive at");
    }

    /** Figures of the past change none of another test's. */
    private void awaitTheRun() throws Exception {
        line.metrics(1_000, System.currentTimeMillis() - 60_000);
        eventually("line", data -> data.get("run").textValue().equals("run-1"));
    }

    @Test
    void findsThePictureOfAMomentAmongAllThatAreKept() throws Exception {
        awaitTheRun();
        for (int second = 0; second < 30; second++) {
            line.picture("yard/long", 1_000_000L * second, new byte[] {(byte) second});
        }
        JsonNode found = MAPPER.readTree(
                get("api/moment?stream=yard/long&clock=MEDIA&at=3400000").body());
        assertThat(found.at("/picture/atMicros").asLong()).isEqualTo(3_000_000);
        HttpResponse<String> picture = get("api/picture?stream=yard/long&epoch=0&at=3000000");
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.body()).isEqualTo("\u0003");
        assertThat(problem(get("api/moment?stream=yard/long&clock=MEDIA&at=90000000"), 404))
                .contains("no picture of about this moment");
        assertThat(problem(get("api/moment?stream=yard/long&clock=WALL&at=3000000"), 404))
                .contains("no picture");
    }

    @Test
    void servesThePageAndWhatItLoads() throws Exception {
        HttpResponse<String> index = get("");
        assertThat(index.statusCode()).isEqualTo(200);
        Matcher links = Pattern.compile("(?:src|href)=\"([^#\"]+)\"").matcher(index.body());
        List<String> loaded = new ArrayList<>();
        while (links.find()) {
            loaded.add(links.group(1));
        }
        for (String module : MODULES) {
            String text = get("js/" + module).body();
            Matcher imports = Pattern.compile("from \"\\.\\.?/([^\"]+)\"").matcher(text);
            while (imports.find()) {
                loaded.add(imports.group().contains("../") ? imports.group(1) : "js/" + imports.group(1));
            }
        }
        assertThat(loaded).contains("webjars/uplot/1.6.30/dist/uPlot.esm.js", "js/viewer.js");
        for (String path : loaded) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void refusesPicturesThatAreNotNamedAndThoseThatAreGone() throws Exception {
        assertThat(problem(get("api/pictures"), 400)).contains("streams");
        assertThat(problem(get("api/picture?stream=door&epoch=x&at=0"), 400)).contains("epoch");
        assertThat(problem(get("api/picture?stream=door&epoch=0&at=0"), 404)).contains("not among the newest");
    }

    @Test
    void writesQuestionsToTheirTopic() throws Exception {
        HttpResponse<String> response =
                post("{\"question\": \" How many cars? \", \"stream\": \"camera/8\", \"fromMicros\": 5}");
        assertThat(response.statusCode()).isEqualTo(202);
        String id = MAPPER.readTree(response.body()).get("id").textValue();
        Question asked = asked(id);
        assertThat(asked.text()).isEqualTo("How many cars?");
        assertThat(asked.stream()).contains("camera/8");
        assertThat(asked.fromMicros()).contains(5L);
        eventually("question", data -> data.get("id").textValue().equals(id));
    }

    @Test
    void takesStandingQuestionsShowsThemAndEndsThem() throws Exception {
        HttpResponse<String> added = send(
                "POST",
                "api/standing-questions",
                "{\"question\": \"Is the gate open?\", \"id\": \"gate\", \"streams\": [\"dock/*\"],"
                        + " \"everyMillis\": 10000, \"when\": \"answer is yes\"}");
        assertThat(added.statusCode()).isEqualTo(202);
        JsonNode shown =
                eventually("standing", data -> data.get("id").textValue().equals("gate"));
        assertThat(shown.get("everyMillis").asLong()).isEqualTo(10_000);
        assertThat(shown.at("/streams/0").textValue()).isEqualTo("dock/*");
        assertThat(shown.has("change")).isFalse();
        assertThat(MAPPER.readTree(get("api/standing-questions").body())
                        .at("/standing/0/when")
                        .textValue())
                .isEqualTo("answer is yes");
        assertThat(send("DELETE", "api/standing-questions/gate", "").statusCode())
                .isEqualTo(202);
        // The tombstone has been followed once the question after it is shown.
        send("POST", "api/standing-questions", "{\"question\": \"And now?\", \"id\": \"now\", \"change\": 0.2}");
        eventually("standing", data -> data.get("id").textValue().equals("now"));
        assertThat(problem(send("DELETE", "api/standing-questions/gate", ""), 404))
                .contains("no standing question");
    }

    @Test
    void saysWhatItsInterfaceIs() throws Exception {
        JsonNode document = MAPPER.readTree(get("api/openapi.json").body());
        assertThat(document.get("openapi").textValue()).startsWith("3.1");
        for (String path : List.of("api/state", "api/pipeline", "api/webhooks", "api/session", "healthz")) {
            assertThat(get(path).statusCode()).isEqualTo(200);
        }
        assertThat(send("DELETE", "api/session", "").statusCode()).isEqualTo(200);
        assertThat(problem(send("POST", "api/session", "{\"key\": \"x\"}"), 400))
                .contains("no keys");
    }

    @Test
    void showsAlerts() throws Exception {
        line.alert("gate", "dock/1", 7);
        JsonNode alert =
                eventually("alert", data -> data.get("stream").textValue().equals("dock/1"));
        assertThat(alert.get("state").textValue()).isEqualTo("FIRING");
        assertThat(alert.get("occurrence").asLong()).isEqualTo(7);
    }

    @Test
    void refusesStandingQuestionsThatCannotStand() throws Exception {
        String path = "api/standing-questions";
        assertThat(problem(send("POST", path, "{\"question\": \"ok?\"}"), 400)).contains("neither");
        assertThat(problem(send("POST", path, "{\"question\": \"ok?\", \"everyMillis\": 1}"), 400))
                .contains("1 ms");
        assertThat(problem(send("POST", path, "{\"question\": \"ok?\", \"change\": \"much\"}"), 400))
                .contains("not a number");
        assertThat(problem(send("POST", path, "{\"question\": \"ok?\", \"change\": 1, \"streams\": \"a\"}"), 400))
                .contains("not a list");
    }

    @Test
    void refusesBadQuestionsWithAnErrorThatSaysWhy() throws Exception {
        assertThat(problem(post("{\"question\": \"  \"}"), 400)).contains("empty");
        assertThat(problem(post("{\"question\": \"a\\u0007b\"}"), 400)).contains("U+0007");
        assertThat(problem(post("{\"question\": \"" + "x".repeat(70_000) + "\"}"), 400))
                .contains("70000 bytes");
        assertThat(problem(post("{\"question\": \"" + "x".repeat(1_000_000) + "\"}"), 400))
                .contains("more than");
        assertThat(problem(post("{\"question\": 7}"), 400)).contains("not text");
        assertThat(problem(post("{\"question\": \"ok?\", \"strem\": \"a\"}"), 400))
                .contains("strem");
        assertThat(problem(post("{\"question\": \"ok?\", \"fromMicros\": 5, \"toMicros\": 4}"), 400))
                .contains("ends before");
        assertThat(problem(post("not json"), 400)).contains("no JSON");
        HttpRequest form = HttpRequest.newBuilder(gateway.address().resolve("api/questions"))
                .POST(BodyPublishers.ofString("question=ok"))
                .build();
        assertThat(problem(client.send(form, BodyHandlers.ofString()), 415)).contains("not JSON");
    }

    @Test
    void servesThePageWithAPolicyThatLetsNothingElseIn() throws Exception {
        HttpResponse<String> page = get("");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Winnow</title>").doesNotContain("http://", "https://");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
        assertThat(get("js/page.js").statusCode()).isEqualTo(200);
        assertThat(get("page.css").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/css"));
        assertThat(problem(get("nowhere"), 404)).contains("nothing at this address");
    }

    @Test
    void servesOnlyRequestsThatCallItByItsOwnName() throws Exception {
        assertThat(withHost("evil.example:" + gateway.address().getPort())).startsWith("HTTP/1.1 403");
        assertThat(withHost("localhost:" + gateway.address().getPort())).startsWith("HTTP/1.1 200");
        HttpRequest foreign = HttpRequest.newBuilder(gateway.address().resolve("api/questions"))
                .header("Content-Type", "application/json")
                .header("Origin", "https://evil.example")
                .POST(BodyPublishers.ofString("{\"question\": \"ok?\"}"))
                .build();
        assertThat(problem(client.send(foreign, BodyHandlers.ofString()), 403)).contains("another site");
    }

    @Test
    void countsRecordsItCannotReadAndGoesOn() throws Exception {
        line.foreign(TopicRegistry.ANSWERS);
        JsonNode shown =
                eventually("line", data -> data.at("/unreadable/answers").asInt() > 0);
        assertThat(shown.at("/unreadable/answers").asInt()).isEqualTo(1);
        line.answer("q-2", "camera/8", "And then?", "nothing", 0.5);
        eventually("answer", data -> data.get("questionId").textValue().equals("q-2"));
    }

    @Test
    void saysThatARunHasEndedWhenItsReadersMarkItAndTakesNoQuestionsToIt() throws Exception {
        TopicNames names = new TopicNames("winnow", "shut");
        try (Admin admin = broker.admin()) {
            new TopicCreator(admin).create(TopicPlan.of(names));
        }
        try (SampleLine over = new SampleLine(broker.bootstrap(), names, "run-1");
                Gateway left =
                        Gateway.start(GatewayConfig.local(Map.of("bootstrap.servers", broker.bootstrap()), names))) {
            over.metrics(1_000, System.currentTimeMillis());
            over.ended();
            JsonNode shown = await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> MAPPER.readTree(state(left)).get("line"),
                            line -> line.get("state").textValue().equals("ENDED"));
            assertThat(shown.get("problem").textValue()).isEmpty();
            assertThat(shown.get("snapshotAgeMillis").asLong()).isNotNegative();
            HttpRequest ask = HttpRequest.newBuilder(left.address().resolve("api/questions"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"question\": \"Is anyone there?\"}"))
                    .build();
            assertThat(problem(Contract.check("POST", client.send(ask, BodyHandlers.ofString())), 409))
                    .contains("the run run-1 has ended");
        }
    }

    @Test
    void isReadyWhenItFollowsEveryTopic() throws Exception {
        eventually("line", data -> true);
        assertThat(get("readyz").statusCode()).isEqualTo(200);
        assertThat(get("healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void isScrapedForTheLineAndForItself() throws Exception {
        line.metrics(1_000, System.currentTimeMillis());
        line.stream("camera/8", State.RUNNING, 40, "");
        eventually("line", data -> data.at("/stages/1/total").asDouble() == 1_000);
        eventually("stream", data -> true);
        get("api/nothing");
        HttpResponse<String> scraped = get("metrics");
        assertThat(scraped.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(scraped.body())
                .contains("winnow_frames_total{pipeline=\"shop\",stage=\"decode\",subtask=\"0\"} 1000.0\n")
                .containsPattern("winnow_streams\\{pipeline=\"shop\",state=\"RUNNING\"} [1-9]")
                .containsPattern("winnow_gateway_requests_total\\{pipeline=\"shop\",status=\"404\"} [1-9]")
                .contains("winnow_gateway_event_streams{pipeline=\"shop\"} ")
                .contains("winnow_gateway_ready{pipeline=\"shop\"} 1.0\n")
                .contains("winnow_run{pipeline=\"shop\",run=\"run-1\"} 1.0\n")
                .contains("jvm_memory_used_bytes{area=\"heap\"} ")
                .doesNotContain("camera");
    }

    @Test
    void givesTheAnswerOfAQuestionAsSoonAsThereIsOne() throws Exception {
        String id = MAPPER.readTree(
                        post("{\"question\": \"What is in the van?\"}").body())
                .get("id")
                .textValue();
        eventually("question", data -> data.get("id").textValue().equals(id));
        JsonNode asked = MAPPER.readTree(get("api/questions/" + id).body());
        assertThat(asked.get("question").textValue()).isEqualTo("What is in the van?");
        assertThat(asked.get("answers")).isEmpty();
        var waiting = client.sendAsync(
                HttpRequest.newBuilder(gateway.address().resolve("api/questions/" + id + "?wait=30"))
                        .build(),
                BodyHandlers.ofString());
        line.answer(id, "camera/8", "What is in the van?", "boxes", 0.5);
        JsonNode answered = MAPPER.readTree(waiting.get().body());
        assertThat(answered.at("/answers/0/answer").textValue()).isEqualTo("boxes");
        JsonNode listed = MAPPER.readTree(get("api/answers?question=" + id).body());
        assertThat(listed.get("answers")).hasSize(1);
        assertThat(MAPPER.readTree(get("api/answers?stream=nowhere").body()).get("answers"))
                .isEmpty();
        assertThat(problem(get("api/questions/nothing?wait=1"), 404)).contains("no question");
        assertThat(problem(get("api/questions/nothing?wait=x"), 400)).contains("wait");
        assertThat(problem(get("api/answers?limit=0"), 400)).contains("limit");
    }

    @Test
    void listsAlertsPipelinesAndDeadLetters() throws Exception {
        line.alert("gate", "dock/2", 7);
        eventually("alert", data -> data.get("stream").textValue().equals("dock/2"));
        assertThat(get("api/alerts").body()).contains("dock/2");
        line.deadLetter(TopicRegistry.SOURCES_DLQ, "yard/7", "NOT_MEDIA");
        JsonNode letters = MAPPER.readTree(get("api/dead-letters").body());
        assertThat(letters.at("/deadLetters/0/in").textValue()).isEqualTo("sources.dlq");
        assertThat(letters.at("/deadLetters/0/reason").textValue()).isEqualTo("NOT_MEDIA");
        assertThat(MAPPER.readTree(get("api/dead-letters?topic=tokens.dlq").body())
                        .get("deadLetters"))
                .isEmpty();
        assertThat(MAPPER.readTree(get("api/pipelines").body())
                        .at("/pipelines/0/pipeline")
                        .textValue())
                .isEqualTo("shop");
    }

    @Test
    void saysThatItsPortIsInUse() {
        GatewayConfig taken = GatewayConfig.local(Map.of("bootstrap.servers", broker.bootstrap()), NAMES)
                .withPort(gateway.address().getPort());
        assertThatThrownBy(() -> Gateway.start(taken).close()).isInstanceOfSatisfying(GatewayException.class, e -> {
            assertThat(e.code()).isEqualTo("PORT_IN_USE");
            assertThat(e.hint()).contains("--port");
        });
    }

    @Test
    void refusesClientPropertiesWithoutRepeatingThem() {
        GatewayConfig bad =
                GatewayConfig.local(Map.of("bootstrap.servers", "127.0.0.1:1", "security.protocol", "SECRET"), NAMES);
        assertThatThrownBy(() -> Gateway.start(bad).close())
                .isInstanceOfSatisfying(
                        GatewayException.class, e -> assertThat(e.code()).isEqualTo("BROKER_CONFIG"))
                .hasMessageNotContaining("SECRET");
        assertThat(bad.toString()).doesNotContain("SECRET");
    }

    @Test
    void withoutABrokerItStartsSaysSoAndRefusesQuestions() throws Exception {
        GatewayConfig lost =
                GatewayConfig.local(Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", "200"), NAMES);
        try (Gateway alone = Gateway.start(lost)) {
            HttpResponse<String> health = client.send(
                    HttpRequest.newBuilder(alone.address().resolve("readyz")).build(), BodyHandlers.ofString());
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).contains("the broker");
            HttpRequest ask = HttpRequest.newBuilder(alone.address().resolve("api/questions"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"question\": \"Is anyone there?\"}"))
                    .build();
            assertThat(problem(client.send(ask, BodyHandlers.ofString()), 503)).contains("could not be written");
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = gateway.address().resolve(path);
        return Contract.check("GET", client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()));
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send("POST", "api/questions", body);
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway.address().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return Contract.check(method, client.send(request, BodyHandlers.ofString()));
    }

    private static String problem(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode error = MAPPER.readTree(response.body()).get("error");
        List<String> names = new ArrayList<>();
        error.fieldNames().forEachRemaining(names::add);
        assertThat(names).containsExactlyInAnyOrder("code", "what", "where", "hint");
        return error.get("what").textValue();
    }

    /** Sends a Host header that Java's client would not. */
    private static String withHost(String host) throws IOException {
        try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), gateway.address().getPort());
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream output = socket.getOutputStream();
            output.write(("GET /api/line HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            output.flush();
            return reader.readLine();
        }
    }

    /** Waits for an event; what was there before the connection counts, from the event that tells everything. */
    private JsonNode eventually(String event, Predicate<JsonNode> wanted) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.address().resolve("api/events"))
                .header("Accept", "text/event-stream")
                .build();
        try (var lines = client.send(request, BodyHandlers.ofLines()).body()) {
            String name = "";
            Iterator<String> each = lines.iterator();
            while (each.hasNext()) {
                String text = each.next();
                if (text.startsWith("event: ")) {
                    name = text.substring(7);
                } else if (text.startsWith("data: ")) {
                    JsonNode data = MAPPER.readTree(text.substring(6));
                    Contract.checkEvent(name, data);
                    for (JsonNode candidate : candidates(name, event, data)) {
                        if (wanted.test(candidate)) {
                            return candidate;
                        }
                    }
                }
            }
        }
        throw new AssertionError("the events ended");
    }

    private static Iterable<JsonNode> candidates(String name, String event, JsonNode data) {
        if (name.equals(event)) {
            return List.of(data);
        }
        if (!name.equals("all")) {
            return List.of();
        }
        return switch (event) {
            case "line" -> List.of(data.get("line"));
            case "stream" -> data.get("streams");
            case "question" -> data.get("questions");
            case "answer" -> data.get("answers");
            case "standing" -> data.get("standing");
            case "alert" -> data.get("alerts");
            default -> data.get("writing");
        };
    }

    private static Question asked(String id) throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", broker.bootstrap());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(NAMES.of(TopicRegistry.QUESTIONS)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (TopicRegistry.QUESTIONS.codec().decode(record.value()) instanceof Question question
                            && question.id().equals(id)) {
                        assertThat(new String(record.key(), StandardCharsets.UTF_8))
                                .isEqualTo(id);
                        return question;
                    }
                }
            }
        }
    }
}
