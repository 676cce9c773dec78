package io.winnow.read.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.winnow.net.AddressKind;
import io.winnow.net.AllowedAddresses;
import io.winnow.read.Deltas;
import io.winnow.read.ReadAnswer;
import io.winnow.read.ReadContext;
import io.winnow.read.ReadRefused;
import io.winnow.read.ReadRequest;
import io.winnow.records.Clock;
import io.winnow.records.Preview;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class HttpReaderTest {
    private static final List<AddressKind> LOOPBACK = List.of(AddressKind.LOOPBACK);
    private static final List<Preview> PICTURES = Endpoints.pictures(Clock.MEDIA, 500_000, 61_250_000);
    private static final Patience SHORT = Endpoints.patience(Duration.ofMillis(500), 0, 100);
    private static final Patience LONG = Endpoints.patience(Duration.ofSeconds(20), 0, 100);

    @TempDir
    private Path folder;

    @Test
    void asksWithPicturesBehindTheirTimesAndThenTheQuestion() throws Exception {
        try (VisionServer server = VisionServer.saying("a red", " car")) {
            ReadAnswer reading = ask(Endpoints.at(server.url()));
            assertThat(server.faults()).isEmpty();
            VisionServer.Asked asked = server.asked().get(0);
            assertThat(asked.texts()).containsExactly("At 0:00.5:", "At 1:01.2:", "What is it?");
            assertThat(asked.pictures()).isEqualTo(2);
            assertThat(asked.authorization()).isEmpty();
            assertThat(reading.result().answer()).isEqualTo("a red car");
            assertThat(reading.reader().name()).isEqualTo("http:see-1");
            assertThat(reading.tokens()).isZero();
        }
    }

    @Test
    void saysDateAndTimeOfPicturesOfALiveStream() throws Exception {
        try (VisionServer server = VisionServer.saying("yes")) {
            List<Preview> live = Endpoints.pictures(Clock.WALL, 1_790_000_000_500_000L);
            ask(Endpoints.at(server.url()), live, Deltas.NONE);
            assertThat(server.asked().get(0).texts().get(0)).isEqualTo("At 2026-09-21T14:13:20.500Z:");
        }
    }

    @Test
    void countsWhatTheEndpointTook() throws Exception {
        try (VisionServer server = VisionServer.saying("a red", " car")) {
            assertThat(ask(Endpoints.at(server.url())).endpoint()).hasValueSatisfying(cost -> {
                assertThat(cost.pictures()).isEqualTo(2);
                assertThat(cost.tokensIn()).isEqualTo(100);
                assertThat(cost.tokensOut()).isEqualTo(4);
                assertThat(cost.price()).isEqualTo(0.1 * 0.5 + 0.004 * 2);
            });
        }
    }

    @Test
    void handsPiecesOnAsTheyCome() throws Exception {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        try (VisionServer server = VisionServer.saying(" a", " red ", "car", "\n")) {
            ReadAnswer reading = ask(
                    Endpoints.at(server.url()),
                    PICTURES,
                    (attempt, offset, text, last) -> heard.add(offset + "'" + text + "'" + last));
            assertThat(reading.result().answer()).isEqualTo("a red car");
            assertThat(heard).containsExactly("0'a'false", "1' red'false", "5' car'false", "9''true");
        }
    }

    @Test
    void takesAWholeAnswerFromAnEndpointThatDoesNotStream() throws Exception {
        try (VisionServer server = VisionServer.start((exchange, asked) -> VisionServer.say(
                exchange,
                new VisionServer.Asked(asked.instruction(), asked.texts(), asked.pictures(), false, ""),
                "yes"))) {
            assertThat(ask(Endpoints.at(server.url())).result().answer()).isEqualTo("yes");
        }
    }

    @Test
    void isAsSureAsTheProbabilitiesThatTheEndpointGives() throws Exception {
        try (VisionServer server = VisionServer.start((exchange, asked) -> VisionServer.send(
                exchange,
                200,
                "application/json",
                "{\"choices\":[{\"message\":{\"content\":\"yes\"},\"finish_reason\":\"stop\",\"logprobs\":{\"content\":"
                        + "[{\"token\":\"y\",\"logprob\":-0.25},{\"token\":\"es\",\"logprob\":-0.5}]}}]}"))) {
            assertThat(ask(Endpoints.at(server.url())).result().confidence())
                    .isCloseTo(Math.exp(-0.75), org.assertj.core.api.Assertions.within(1e-12));
        }
    }

    @Test
    void refusesAQuestionWithoutPictures() throws Exception {
        try (VisionServer server = VisionServer.saying("yes")) {
            assertThat(refusal(() -> ask(Endpoints.at(server.url()), List.of(), Deltas.NONE)))
                    .isEqualTo("NO_PICTURES");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void givesUpOnAnEndpointThatHangs() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server = new RawServer(client -> ended.await())) {
            assertThat(refusal(() -> ask(options(server, SHORT)))).isEqualTo("ENDPOINT_TIMEOUT");
            ended.countDown();
        }
    }

    @Test
    void givesUpOnAnEndpointThatSendsAByteNowAndThen() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server = new RawServer(client -> {
            write(client, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
            while (!ended.await(20, TimeUnit.MILLISECONDS)) {
                write(client, ":\n");
            }
        })) {
            assertThat(refusal(() -> ask(options(server, SHORT)))).isEqualTo("ENDPOINT_TIMEOUT");
            ended.countDown();
        }
    }

    @TestFactory
    Stream<DynamicTest> believesNothingThatAnEndpointSends() {
        return Stream.of(
                        "",
                        "nonsense",
                        "[]",
                        "null",
                        "{}",
                        "{\"choices\":{}}",
                        "{\"choices\":[]}",
                        "{\"choices\":[{}]}",
                        "{\"choices\":[3]}",
                        "{\"choices\":[{\"message\":\"yes\"}]}",
                        "{\"choices\":[{\"message\":{\"content\":7}}]}",
                        "{\"choices\":[{\"message\":{\"content\":[\"yes\"]}}]}",
                        "{\"choices\":[{\"message\":{\"content\":null}}]}",
                        "{\"choices\":[{\"message\":{\"content\":\" \\n\"}}]}",
                        "{\"choices\":[{\"message\":{\"content\":\"yes\"}}",
                        "{".repeat(20_000),
                        "[".repeat(20_000))
                .map(body -> DynamicTest.dynamicTest("'" + body.substring(0, Math.min(60, body.length())) + "'", () -> {
                    try (VisionServer server = VisionServer.start(
                            (exchange, asked) -> VisionServer.send(exchange, 200, "application/json", body))) {
                        assertThat(refusal(() -> ask(options(server.url(), LONG))))
                                .isEqualTo("ENDPOINT_MALFORMED");
                    }
                }));
    }

    @Test
    void takesWrongCountsOfTokensForNone() throws Exception {
        try (VisionServer server = VisionServer.start(
                (exchange, asked) -> VisionServer.send(
                        exchange,
                        200,
                        "application/json",
                        "{\"choices\":[{\"message\":{\"content\":\"yes\"}}],\"usage\":{\"prompt_tokens\":\"many\",\"completion_tokens\":-3}}"))) {
            assertThat(ask(Endpoints.at(server.url())).endpoint())
                    .hasValueSatisfying(cost -> assertThat(cost.price()).isZero());
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNone() throws Exception {
        try (VisionServer server = VisionServer.start((exchange, asked) -> VisionServer.send(
                exchange,
                200,
                "text/event-stream",
                "data: {\"choices\":[{\"delta\":{\"content\":\"the red\"}}]}\n\n"))) {
            assertThat(refusal(() -> ask(Endpoints.at(server.url())))).isEqualTo("ENDPOINT_UNREACHABLE");
        }
    }

    @Test
    void anErrorWithinAStreamIsNoAnswer() throws Exception {
        try (VisionServer server = VisionServer.start((exchange, asked) -> VisionServer.send(
                exchange,
                200,
                "text/event-stream",
                "data: {\"error\":{\"message\":\"out of memory\"}}\n\ndata: [DONE]\n\n"))) {
            assertThat(refusal(() -> ask(Endpoints.at(server.url())))).isEqualTo("ENDPOINT_SERVER_ERROR");
        }
    }

    @Test
    void whatIsNoHttpIsNoAnswer() throws Exception {
        try (RawServer server = new RawServer(client -> write(client, "SSH-2.0-OpenSSH_9.2\r\n".repeat(50)))) {
            assertThat(refusal(() -> ask(options(server, LONG)))).isEqualTo("ENDPOINT_MALFORMED");
        }
    }

    @Test
    void readsNoMoreOfAnAnswerThanItMay() throws Exception {
        try (RawServer server = new RawServer(client -> {
            write(client, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
            endless(client);
        })) {
            assertThat(refusal(() -> ask(options(server, LONG)))).isEqualTo("ENDPOINT_TOO_LARGE");
        }
    }

    @Test
    void readsNoEndlessHeader() throws Exception {
        try (RawServer server = new RawServer(client -> {
            write(client, "HTTP/1.1 200 OK\r\nX-Long: ");
            endless(client);
        })) {
            assertThat(refusal(() -> ask(options(server, LONG)))).isEqualTo("ENDPOINT_MALFORMED");
        }
    }

    @Test
    void doesNotAskAgainWhereTheKeyIsNotTaken() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "sk-secret-123\n");
        try (VisionServer server = VisionServer.start((exchange, asked) ->
                VisionServer.send(exchange, 401, "application/json", "{\"error\":\"sk-secret-123 is wrong\"}"))) {
            EndpointOptions options = Endpoints.with(server.url(), key.toString(), LOOPBACK, retrying(3));
            Throwable refused = catchThrowable(() -> ask(options));
            assertThat(server.asked()).hasSize(1);
            assertThat(server.asked().get(0).authorization()).isEqualTo("Bearer sk-secret-123");
            assertThat(refused)
                    .isInstanceOfSatisfying(
                            ReadRefused.class, e -> assertThat(e.reason()).isEqualTo("ENDPOINT_UNAUTHORIZED"))
                    .hasStackTraceContaining("status 401");
            assertThat(org.assertj.core.util.Throwables.getStackTrace(refused)).doesNotContain("sk-secret");
        }
    }

    @Test
    void readsAKeyThatWasExchanged() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "first\n");
        try (VisionServer server = VisionServer.saying("yes");
                HttpReader reader = new HttpReader(Endpoints.with(server.url(), key.toString(), LOOPBACK, LONG))) {
            ask(reader, PICTURES, Deltas.NONE);
            Files.writeString(key, "second");
            ask(reader, PICTURES, Deltas.NONE);
            assertThat(server.asked())
                    .extracting(VisionServer.Asked::authorization)
                    .containsExactly("Bearer first", "Bearer second");
        }
    }

    @Test
    void sendsNothingWithoutTheKeyThatItShouldHave() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "two\r\nX-Evil: lines");
        try (VisionServer server = VisionServer.saying("yes")) {
            for (Path file : List.of(key, folder.resolve("none"))) {
                EndpointOptions options = Endpoints.with(server.url(), file.toString(), LOOPBACK, retrying(3));
                assertThat(refusal(() -> ask(options))).isEqualTo("ENDPOINT_KEY");
            }
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void asksAgainAfterErrorsOfTheServer() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (VisionServer server = VisionServer.start((exchange, asked) -> {
            if (calls.incrementAndGet() < 3) {
                VisionServer.send(exchange, 503, "text/plain", "busy");
            } else {
                VisionServer.say(exchange, asked, "yes");
            }
        })) {
            assertThat(ask(options(server.url(), retrying(2))).result().answer())
                    .isEqualTo("yes");
            assertThat(calls).hasValue(3);
        }
    }

    @Test
    void everyTryIsAnAttemptOfItsOwn() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        List<String> attempts = Collections.synchronizedList(new ArrayList<>());
        try (VisionServer server = VisionServer.start((exchange, asked) -> {
            if (calls.incrementAndGet() < 2) {
                VisionServer.send(
                        exchange,
                        200,
                        "text/event-stream",
                        "data: {\"choices\":[{\"delta\":{\"content\":\"the red\"}}]}\n\n");
            } else {
                VisionServer.say(exchange, asked, "yes");
            }
        })) {
            ReadAnswer reading = ask(options(server.url(), retrying(2)), PICTURES, (attempt, offset, text, last) -> {
                if (!attempts.contains(attempt)) {
                    attempts.add(attempt);
                }
            });
            assertThat(reading.result().answer()).isEqualTo("yes");
            assertThat(attempts).hasSize(2).isSorted();
        }
    }

    @Test
    void asksAgainWhenTheServerSaysAndNotAtOnce() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        List<Long> times = Collections.synchronizedList(new ArrayList<>());
        try (VisionServer server = VisionServer.start((exchange, asked) -> {
            times.add(System.nanoTime());
            if (calls.incrementAndGet() < 2) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                VisionServer.send(exchange, 429, "text/plain", "later");
            } else {
                VisionServer.say(exchange, asked, "yes");
            }
        })) {
            assertThat(ask(options(server.url(), retrying(2))).result().answer())
                    .isEqualTo("yes");
            assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(1_000_000_000L);
        }
    }

    @Test
    void doesNotWaitLongerForAServerThanItMay() throws Exception {
        try (VisionServer server = VisionServer.start((exchange, asked) -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            VisionServer.send(exchange, 429, "text/plain", "much later");
        })) {
            assertThat(refusal(() -> ask(options(server.url(), retrying(3))))).isEqualTo("ENDPOINT_RATE_LIMITED");
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (VisionServer hidden = VisionServer.saying("the secret");
                VisionServer server = VisionServer.start((exchange, asked) -> {
                    exchange.getResponseHeaders().set("Location", hidden.url() + "/chat/completions");
                    VisionServer.send(exchange, 307, "text/plain", "");
                })) {
            assertThat(refusal(() -> ask(options(server.url(), retrying(3))))).isEqualTo("ENDPOINT_REDIRECTED");
            assertThat(hidden.asked()).isEmpty();
            assertThat(hidden.faults()).isEmpty();
        }
    }

    @Test
    void connectsToNoAddressThatIsNotAllowed() throws Exception {
        try (RawServer server = new RawServer(OutputStream::flush)) {
            for (String host : List.of("127.0.0.1", "localhost", "[::ffff:127.0.0.1]")) {
                EndpointOptions options = Endpoints.with(
                        "http://" + host + ":" + server.port() + "/v1", "", List.of(AddressKind.PRIVATE), retrying(3));
                assertThat(refusal(() -> ask(options))).as(host).isIn("ENDPOINT_ADDRESS", "ENDPOINT_UNREACHABLE");
            }
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void looksAtWhatANameMeansWheneverItConnects() throws Exception {
        try (VisionServer server = VisionServer.start((exchange, asked) -> {
            exchange.getResponseHeaders().set("Connection", "close");
            VisionServer.say(exchange, asked, "yes");
        })) {
            AtomicInteger lookups = new AtomicInteger();
            EndpointOptions options =
                    Endpoints.with(server.url().replace("127.0.0.1", "vision.test"), "", LOOPBACK, LONG);
            AllowedAddresses.Names names = host -> new InetAddress[] {
                InetAddress.getByName(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "169.254.169.254")
            };
            try (HttpReader reader = new HttpReader(options, new ChatEndpoint(options, names))) {
                assertThat(ask(reader, PICTURES, Deltas.NONE).result().answer()).isEqualTo("yes");
                assertThatThrownBy(() -> ask(reader, PICTURES, Deltas.NONE))
                        .isInstanceOf(ReadRefused.class)
                        .hasMessage("the host vision.test has the address 169.254.169.254, which is metadata");
            }
        }
    }

    @Test
    void sendsNoKeyInTheClearToThePublic() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "sk-1");
        EndpointOptions options = Endpoints.with("http://vision.test/v1", key.toString(), LOOPBACK, LONG);
        AllowedAddresses.Names names = host -> new InetAddress[] {InetAddress.getByName("8.8.8.8")};
        try (HttpReader reader = new HttpReader(options, new ChatEndpoint(options, names))) {
            assertThatThrownBy(() -> ask(reader, PICTURES, Deltas.NONE))
                    .hasMessageContaining("the key would travel to the public address 8.8.8.8");
        }
    }

    @Test
    void leavesAnEndpointAloneThatFailsAndTriesItLater() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (VisionServer server = VisionServer.start((exchange, asked) -> {
                    if (calls.incrementAndGet() <= 2) {
                        VisionServer.send(exchange, 500, "text/plain", "");
                    } else {
                        VisionServer.say(exchange, asked, "yes");
                    }
                });
                HttpReader reader =
                        new HttpReader(options(server.url(), Endpoints.patience(Duration.ofSeconds(20), 0, 2)))) {
            assertThat(refusal(() -> ask(reader, PICTURES, Deltas.NONE))).isEqualTo("ENDPOINT_SERVER_ERROR");
            assertThat(reader.breakerOpen()).isFalse();
            assertThat(refusal(() -> ask(reader, PICTURES, Deltas.NONE))).isEqualTo("ENDPOINT_SERVER_ERROR");
            assertThat(reader.breakerOpen()).isTrue();
            assertThat(refusal(() -> ask(reader, PICTURES, Deltas.NONE))).isEqualTo("ENDPOINT_BREAKER_OPEN");
            assertThat(calls).hasValue(2);
            org.awaitility.Awaitility.await().until(() -> {
                try {
                    return ask(reader, PICTURES, Deltas.NONE).result().answer().equals("yes");
                } catch (ReadRefused e) {
                    return false;
                }
            });
            assertThat(reader.breakerOpen()).isFalse();
        }
    }

    @Test
    void aRequestThatIsNotTakenSaysNothingAboutTheEndpoint() throws Exception {
        try (VisionServer server = VisionServer.start(
                        (exchange, asked) -> VisionServer.send(exchange, 422, "text/plain", "too many pictures"));
                HttpReader reader =
                        new HttpReader(options(server.url(), Endpoints.patience(Duration.ofSeconds(20), 3, 1)))) {
            for (int i = 0; i < 3; i++) {
                assertThat(refusal(() -> ask(reader, PICTURES, Deltas.NONE))).isEqualTo("ENDPOINT_REJECTED");
            }
            assertThat(reader.breakerOpen()).isFalse();
            assertThat(server.asked()).hasSize(3);
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        RawServer gone = new RawServer(OutputStream::flush);
        gone.close();
        assertThat(refusal(() -> ask(options(gone, LONG)))).isEqualTo("ENDPOINT_UNREACHABLE");
    }

    @Test
    void anAddressHoldsNoSecret() {
        for (String url : List.of("http://me:secret@host/v1", "http://host/v1?key=secret", "ftp://secret", "secret")) {
            assertThatThrownBy(() -> Endpoints.at(url))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("read.http.url")
                    .hasMessageNotContaining("secret");
        }
    }

    private static Patience retrying(int times) {
        return Endpoints.patience(Duration.ofSeconds(20), times, 100);
    }

    private static EndpointOptions options(RawServer server, Patience patience) {
        return options(server.url(), patience);
    }

    private static EndpointOptions options(String url, Patience patience) {
        return Endpoints.with(url, "", LOOPBACK, patience);
    }

    private static ReadAnswer ask(EndpointOptions options) {
        return ask(options, PICTURES, Deltas.NONE);
    }

    private static ReadAnswer ask(EndpointOptions options, List<Preview> pictures, Deltas deltas) {
        try (HttpReader reader = new HttpReader(options)) {
            return ask(reader, pictures, deltas);
        }
    }

    private static ReadAnswer ask(HttpReader reader, List<Preview> pictures, Deltas deltas) {
        try {
            return reader.read("door", new ReadRequest(ReadContext.blind(), "What is it?", deltas), pictures)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static String refusal(Runnable ask) {
        Throwable refused = catchThrowable(ask::run);
        assertThat(refused).isInstanceOf(ReadRefused.class);
        return ((ReadRefused) refused).reason();
    }

    private static void write(OutputStream client, String text) throws IOException {
        client.write(text.getBytes(StandardCharsets.UTF_8));
        client.flush();
    }

    private static void endless(OutputStream client) throws IOException {
        byte[] much = " ".repeat(4096).getBytes(StandardCharsets.UTF_8);
        while (true) {
            client.write(much);
        }
    }
}
