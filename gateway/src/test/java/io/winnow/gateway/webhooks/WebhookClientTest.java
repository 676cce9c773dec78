package io.winnow.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.gateway.webhooks.Outcome.Failed;
import io.winnow.gateway.webhooks.Outcome.Reason;
import io.winnow.gateway.webhooks.Receiver.Received;
import io.winnow.net.AddressKind;
import io.winnow.net.AllowedAddresses;
import io.winnow.net.FreePort;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookClientTest {
    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_bmV3LXNlY3JldC1vZi10d2VudHktZm91ci1ieXRlcw==";
    private static final Set<AddressKind> LOOPBACK = Set.of(AddressKind.LOOPBACK);
    private static final Duration PATIENT = Duration.ofMinutes(2);
    private static final byte[] BODY = "{\"type\": \"alert.firing\"}".getBytes(StandardCharsets.UTF_8);
    private final Clock clock = Clock.fixed(Instant.ofEpochSecond(1_767_225_600), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Path secrets;

    @BeforeEach
    void writeSecret() throws Exception {
        secrets = Files.writeString(folder.resolve("pager"), OLD + "\n");
    }

    private WebhookClient client(URI address, Set<AddressKind> allowed, Duration timeout) {
        return client(address, allowed, timeout, InetAddress::getAllByName);
    }

    private WebhookClient client(
            URI address, Set<AddressKind> allowed, Duration timeout, AllowedAddresses.Names names) {
        WebhookEndpoint endpoint =
                new WebhookEndpoint("pager", address, new SecretSource(secrets.toString(), Map.of()));
        WebhookConfig config = new WebhookConfig(List.of(endpoint), allowed, timeout, new RetrySchedule(List.of()));
        return new WebhookClient(endpoint, config, names, clock);
    }

    private static Failed failed(Outcome outcome, Reason reason) {
        assertThat(outcome).isInstanceOf(Failed.class);
        Failed failed = (Failed) outcome;
        assertThat(failed.reason()).isEqualTo(reason);
        assertThat(failed.what() + failed.hint()).doesNotContain("kept-secret", OLD);
        return failed;
    }

    @Test
    void sendsWhatASignatureIsOf() throws Exception {
        try (Receiver receiver = Receiver.answering(204);
                WebhookClient client = client(receiver.address(), LOOPBACK, PATIENT)) {
            assertThat(client.send("0a1b", BODY)).isEqualTo(new Outcome.Taken());
            Received request = receiver.next();
            assertThat(request.id()).isEqualTo("0a1b");
            assertThat(request.timestamp()).isEqualTo("1767225600");
            assertThat(request.type()).startsWith("application/json");
            assertThat(request.body()).isEqualTo(BODY);
            assertThat(request.signedBy(OLD)).isTrue();
            assertThat(request.signedBy(NEW)).isFalse();
        }
    }

    @Test
    void whileSecretsAreExchangedBothSign() throws Exception {
        try (Receiver receiver = Receiver.answering(200);
                WebhookClient client = client(receiver.address(), LOOPBACK, PATIENT)) {
            client.send("1", BODY);
            Files.writeString(secrets, NEW + "\n" + OLD + "\n");
            client.send("2", BODY);
            Files.writeString(secrets, NEW + "\n");
            client.send("3", BODY);
            Received first = receiver.next();
            Received second = receiver.next();
            Received third = receiver.next();
            assertThat(List.of(first.signedBy(OLD), first.signedBy(NEW))).containsExactly(true, false);
            assertThat(List.of(second.signedBy(OLD), second.signedBy(NEW))).containsExactly(true, true);
            assertThat(List.of(third.signedBy(OLD), third.signedBy(NEW))).containsExactly(false, true);
            assertThat(second.signature().split(" ")).hasSize(2).allMatch(each -> each.startsWith("v1,"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, STATUS",
        "401, STATUS",
        "404, STATUS",
        "429, STATUS",
        "500, STATUS",
        "503, STATUS",
        "304, REDIRECTED"
    })
    void everyOtherStatusIsAFailure(int status, Reason reason) throws Exception {
        try (Receiver receiver = new Receiver((request, exchange) -> {
                    exchange.getResponseHeaders().add("Retry-After", "7");
                    exchange.sendResponseHeaders(status, -1);
                });
                WebhookClient client = client(receiver.address(), LOOPBACK, PATIENT)) {
            Failed failed = failed(client.send("1", BODY), reason);
            assertThat(failed.what()).contains(String.valueOf(status));
            assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @Test
    void anEndpointThatIsGoneSaysSo() throws Exception {
        try (Receiver receiver = Receiver.answering(410);
                WebhookClient client = client(receiver.address(), LOOPBACK, PATIENT)) {
            assertThat(client.send("1", BODY)).isEqualTo(new Outcome.Gone());
        }
    }

    @ParameterizedTest
    @CsvSource({"301", "302", "303", "307", "308"})
    void followsNoRedirect(int status) throws Exception {
        try (Receiver target = Receiver.answering(200);
                Receiver receiver = new Receiver((request, exchange) -> {
                    exchange.getResponseHeaders()
                            .add("Location", target.address().toString());
                    exchange.sendResponseHeaders(status, -1);
                });
                WebhookClient client = client(receiver.address(), LOOPBACK, PATIENT)) {
            failed(client.send("1", BODY), Reason.REDIRECTED);
            assertThat(target.more()).isZero();
        }
    }

    @Test
    void givesUpAnEndpointThatSaysNothing() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (Receiver receiver = new Receiver((request, exchange) -> {
                    try {
                        asked.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                WebhookClient client = client(receiver.address(), LOOPBACK, Duration.ofMillis(300))) {
            failed(client.send("1", BODY), Reason.TIMEOUT);
            asked.countDown();
        }
    }

    @Test
    void aStatusCountsHoweverMuchIsSaidAfterIt() throws Exception {
        try (Receiver receiver = new Receiver((request, exchange) -> {
                    exchange.sendResponseHeaders(200, 0);
                    OutputStream body = exchange.getResponseBody();
                    byte[] chatter = new byte[8 * 1024];
                    // Ends where the other side has had enough.
                    for (int i = 0; i < 100_000; i++) {
                        body.write(chatter);
                    }
                });
                WebhookClient client = client(receiver.address(), LOOPBACK, PATIENT)) {
            assertThat(client.send("1", BODY)).isEqualTo(new Outcome.Taken());
        }
    }

    @Test
    void connectsToNoAddressThatIsNotAllowed() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            int port = receiver.address().getPort();
            for (String host : List.of("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0.0.0.0")) {
                URI address = URI.create("http://" + host + ":" + port + "/?key=kept-secret");
                try (WebhookClient client = client(address, Set.of(AddressKind.PRIVATE), PATIENT)) {
                    Outcome outcome = client.send("1", BODY);
                    assertThat(outcome)
                            .as(host)
                            .isInstanceOfSatisfying(
                                    Failed.class,
                                    failed -> assertThat(failed.reason()).isIn(Reason.ADDRESS, Reason.UNREACHABLE));
                }
            }
            assertThat(receiver.more()).isZero();
        }
    }

    @Test
    void aNameThatMeansSomethingElseAtTheNextConnectionIsRefusedThen() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            URI address =
                    URI.create("http://hooks.example:" + receiver.address().getPort() + "/");
            Deque<String> turns = new ArrayDeque<>(List.of("127.0.0.1", "10.0.0.1"));
            try (WebhookClient client = client(
                    address, LOOPBACK, PATIENT, host -> new InetAddress[] {InetAddress.getByName(turns.pop())})) {
                assertThat(client.send("1", BODY)).isEqualTo(new Outcome.Taken());
                assertThat(failed(client.send("2", BODY), Reason.ADDRESS).hint())
                        .contains("private");
            }
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int port = FreePort.find();
        try (WebhookClient client =
                client(URI.create("http://127.0.0.1:" + port + "/?key=kept-secret"), LOOPBACK, PATIENT)) {
            failed(client.send("1", BODY), Reason.UNREACHABLE);
        }
    }

    @Test
    void saysThatItsSecretIsGone() throws Exception {
        try (Receiver receiver = Receiver.answering(200);
                WebhookClient client = client(receiver.address(), LOOPBACK, PATIENT)) {
            Files.delete(secrets);
            failed(client.send("1", BODY), Reason.SECRET);
            assertThat(receiver.more()).isZero();
        }
    }
}
