package io.winnow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.gateway.webhooks.Receiver;
import io.winnow.gateway.webhooks.Receiver.Received;
import io.winnow.gateway.webhooks.RetrySchedule;
import io.winnow.gateway.webhooks.SecretSource;
import io.winnow.gateway.webhooks.WebhookConfig;
import io.winnow.gateway.webhooks.WebhookEndpoint;
import io.winnow.metrics.MetricNames;
import io.winnow.net.AddressKind;
import io.winnow.records.Alert;
import io.winnow.records.DeadLetter;
import io.winnow.records.RecordIds;
import io.winnow.topics.TestBroker;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicCreator;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicPlan;
import io.winnow.topics.TopicRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker, gateways and real endpoints. Each test has a pipeline of its own. */
@Timeout(300)
class WebhooksTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);
    private static TestBroker broker;

    @BeforeAll
    static void start(@TempDir Path folder) {
        broker = new TestBroker(folder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static TopicNames pipeline(String name) throws InterruptedException {
        TopicNames names = new TopicNames("winnow", name);
        try (Admin admin = broker.admin()) {
            new TopicCreator(admin).create(TopicPlan.of(names));
        }
        return names;
    }

    private static SampleLine line(TopicNames names) {
        return new SampleLine(broker.bootstrap(), names, "run-1");
    }

    private static Gateway gateway(TopicNames names, Map<String, URI> endpoints, Duration... waits) {
        List<WebhookEndpoint> list = endpoints.entrySet().stream()
                .map(each -> new WebhookEndpoint(
                        each.getKey(), each.getValue(), new SecretSource("env:SECRET", Map.of("SECRET", SECRET))))
                .toList();
        WebhookConfig config = new WebhookConfig(
                list, Set.of(AddressKind.LOOPBACK), Duration.ofMinutes(1), new RetrySchedule(List.of(waits)));
        return Gateway.start(GatewayConfig.local(Map.of("bootstrap.servers", broker.bootstrap()), names)
                .withRun("run-1")
                .withWebhooks(Optional.of(config)));
    }

    private static String id(String question, String stream, long occurrence) {
        return RecordIds.alert("run-1", "read", question, stream, occurrence, "FIRING")
                .toString();
    }

    @Test
    void sendsEachAlertToEachEndpointAndShowsThem() throws Exception {
        TopicNames names = pipeline("each");
        try (Receiver pager = Receiver.answering(200);
                Receiver board = Receiver.answering(204);
                SampleLine line = line(names);
                Gateway gateway = gateway(names, Map.of("pager", pager.address(), "board", board.address()))) {
            line.alert("gate", "dock/1", 7);
            for (Receiver receiver : List.of(pager, board)) {
                Received request = receiver.next();
                assertThat(request.id()).isEqualTo(id("gate", "dock/1", 7));
                assertThat(request.signedBy(SECRET)).isTrue();
                JsonNode message = MAPPER.readTree(request.body());
                assertThat(message.get("type").textValue()).isEqualTo("alert.firing");
                assertThat(message.at("/data/stream").textValue()).isEqualTo("dock/1");
                assertThat(message.at("/data/pipeline").textValue()).isEqualTo("each");
            }
            JsonNode shown =
                    shown(gateway, all -> all.findValues("sent").stream().allMatch(sent -> sent.asInt() == 1));
            assertThat(shown.findValuesAsText("name")).containsExactly("board", "pager");
            assertThat(shown.findValuesAsText("state")).containsOnly("READY");
            assertThat(shown.toString()).doesNotContain("kept-secret");
            first(
                    names,
                    TopicRegistry.METRICS,
                    snapshot -> snapshot.stage().equals("webhooks")
                            && snapshot.run().equals("run-1")
                            && snapshot.values().getOrDefault(MetricNames.WEBHOOKS_SENT, 0.0) == 1);
        }
    }

    @Test
    void triesAgainWithTheSameIdUntilItIsTaken() throws Exception {
        TopicNames names = pipeline("again");
        AtomicInteger tries = new AtomicInteger();
        try (Receiver pager = new Receiver((request, exchange) ->
                        exchange.sendResponseHeaders(tries.incrementAndGet() < 3 ? 503 : 200, -1));
                SampleLine line = line(names);
                Gateway gateway = gateway(names, Map.of("pager", pager.address()), SOON, SOON, NEVER)) {
            line.alert("gate", "dock/1", 7);
            List<Received> requests = List.of(pager.next(), pager.next(), pager.next());
            assertThat(requests).extracting(Received::id).containsOnly(id("gate", "dock/1", 7));
            assertThat(requests).allMatch(request -> request.signedBy(SECRET));
            assertThat(requests)
                    .extracting(Received::body)
                    .containsOnly(requests.get(0).body());
            JsonNode shown = shown(gateway, all -> all.at("/0/sent").asInt() == 1);
            assertThat(shown.at("/0/failed/STATUS").asInt()).isEqualTo(2);
        }
    }

    @Test
    void anAlertThatFailsHoldsUpItsOwnStreamAloneAndAnotherEndpointNever() throws Exception {
        TopicNames names = pipeline("apart");
        CountDownLatch slow = new CountDownLatch(1);
        try (Receiver failing = new Receiver((request, exchange) ->
                        exchange.sendResponseHeaders(request.id().equals(id("gate", "dock/1", 1)) ? 500 : 200, -1));
                Receiver hanging = new Receiver((request, exchange) -> {
                    try {
                        slow.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                SampleLine line = line(names);
                Gateway gateway =
                        gateway(names, Map.of("failing", failing.address(), "hanging", hanging.address()), NEVER)) {
            line.alert("gate", "dock/1", 1);
            line.alert("gate", "dock/1", 2);
            line.alert("gate", "dock/2", 1);
            line.alert("gate", "dock/3", 1);
            List<Received> requests = List.of(failing.next(), failing.next(), failing.next());
            assertThat(requests)
                    .extracting(Received::id)
                    .containsExactlyInAnyOrder(
                            id("gate", "dock/1", 1), id("gate", "dock/2", 1), id("gate", "dock/3", 1));
            shown(
                    gateway,
                    all -> all.at("/0/waiting").asInt() == 2
                            && all.at("/0/sent").asInt() == 2);
            assertThat(failing.more()).isZero();
            slow.countDown();
        }
    }

    @Test
    void aGatewayThatIsStartedAgainSendsWhatWasNotTakenAndNothingElse() throws Exception {
        TopicNames names = pipeline("anew");
        AtomicInteger status = new AtomicInteger(500);
        try (Receiver pager = new Receiver((request, exchange) -> exchange.sendResponseHeaders(
                        request.id().equals(id("gate", "dock/1", 1)) ? status.get() : 200, -1));
                SampleLine line = line(names)) {
            try (Gateway gateway = gateway(names, Map.of("pager", pager.address()), NEVER)) {
                line.alert("gate", "dock/1", 1);
                line.alert("gate", "dock/2", 1);
                assertThat(List.of(pager.next().id(), pager.next().id()))
                        .containsExactlyInAnyOrder(id("gate", "dock/1", 1), id("gate", "dock/2", 1));
                shown(gateway, all -> all.at("/0/sent").asInt() == 1);
            }
            line.alert("gate", "dock/2", 2);
            status.set(200);
            try (Gateway gateway = gateway(names, Map.of("pager", pager.address()), NEVER)) {
                assertThat(List.of(pager.next().id(), pager.next().id()))
                        .containsExactlyInAnyOrder(id("gate", "dock/1", 1), id("gate", "dock/2", 2));
                shown(gateway, all -> all.at("/0/sent").asInt() == 2);
            }
            assertThat(pager.more()).isZero();
        }
    }

    @Test
    void noAlertOfAForgottenStreamIsSentAlsoNotOneThatWaits() throws Exception {
        TopicNames names = pipeline("forgotten");
        AtomicInteger status = new AtomicInteger(500);
        try (Receiver pager = new Receiver((request, exchange) -> exchange.sendResponseHeaders(status.get(), -1));
                SampleLine line = line(names)) {
            try (Gateway gateway = gateway(names, Map.of("pager", pager.address()), NEVER)) {
                line.alert("gate", "dock/1", 1);
                line.alert("gate", "dock/1", 2);
                line.alert("gate", "dock/2", 1);
                assertThat(List.of(pager.next().id(), pager.next().id()))
                        .containsExactlyInAnyOrder(id("gate", "dock/1", 1), id("gate", "dock/2", 1));
                shown(gateway, all -> all.at("/0/waiting").asInt() == 3);
                line.forget("dock/1", System.currentTimeMillis());
                shown(gateway, all -> all.at("/0/waiting").asInt() == 1);
            }
            line.alert("gate", "dock/1", 3);
            line.alert("gate", "dock/2", 2);
            status.set(200);
            try (Gateway gateway = gateway(names, Map.of("pager", pager.address()), NEVER)) {
                assertThat(List.of(pager.next().id(), pager.next().id()))
                        .containsExactly(id("gate", "dock/2", 1), id("gate", "dock/2", 2));
                shown(gateway, all -> all.at("/0/sent").asInt() == 2);
            }
            assertThat(pager.more()).isZero();
        }
    }

    @Test
    void anAlertThatNobodyTookIsADeadLetterThatCanBeSentAgain() throws Exception {
        TopicNames names = pipeline("dead");
        AtomicInteger status = new AtomicInteger(500);
        try (Receiver pager = new Receiver((request, exchange) -> exchange.sendResponseHeaders(status.get(), -1));
                Receiver board = Receiver.answering(200);
                SampleLine line = line(names);
                Gateway gateway =
                        gateway(names, Map.of("pager", pager.address(), "board", board.address()), SOON, SOON)) {
            line.alert("gate", "dock/1", 7);
            for (int i = 0; i < 3; i++) {
                assertThat(pager.next().id()).isEqualTo(id("gate", "dock/1", 7));
            }
            DeadLetter letter = first(names, TopicRegistry.ALERTS_DLQ, each -> true);
            assertThat(letter.consumer()).isEqualTo("dead/webhooks/pager");
            assertThat(letter.reason()).isEqualTo("WEBHOOK_STATUS");
            assertThat(letter.what()).contains("try 3", "500");
            assertThat(letter.stream()).isEqualTo("dock/1");
            assertThat(TopicRegistry.ALERTS.codec().decode(letter.original()).occurrence())
                    .isEqualTo(7);
            assertThat(board.next().id()).isEqualTo(id("gate", "dock/1", 7));
            status.set(200);
            redrive(names, letter);
            assertThat(pager.next().id()).isEqualTo(id("gate", "dock/1", 7));
            JsonNode shown = shown(gateway, all -> all.at("/1/sent").asInt() == 1);
            assertThat(shown.at("/1/deadLetters/WEBHOOK_STATUS").asInt()).isEqualTo(1);
            assertThat(pager.more() + board.more()).isZero();
        }
    }

    @Test
    void anEndpointThatIsGoneIsAskedOnce() throws Exception {
        TopicNames names = pipeline("gone");
        try (Receiver pager = Receiver.answering(410);
                SampleLine line = line(names);
                Gateway gateway = gateway(names, Map.of("pager", pager.address()), NEVER)) {
            line.alert("gate", "dock/1", 1);
            line.alert("gate", "dock/2", 1);
            JsonNode shown =
                    shown(gateway, all -> all.at("/0/deadLetters/WEBHOOK_GONE").asInt() == 2);
            assertThat(shown.at("/0/state").textValue()).isEqualTo("GONE");
            pager.next();
            assertThat(pager.more()).isZero();
        }
    }

    @Test
    void whatWasWrittenTwiceIsSentOnceAndWhatIsNoAlertIsADeadLetter() throws Exception {
        TopicNames names = pipeline("twice");
        try (Receiver pager = Receiver.answering(200);
                SampleLine line = line(names);
                Gateway gateway = gateway(names, Map.of("pager", pager.address()))) {
            line.alert("gate", "dock/1", 1);
            line.alert("gate", "dock/1", 1);
            line.foreign(TopicRegistry.ALERTS);
            line.alert("gate", "dock/1", 2);
            assertThat(List.of(pager.next().id(), pager.next().id()))
                    .containsExactly(id("gate", "dock/1", 1), id("gate", "dock/1", 2));
            DeadLetter letter = first(names, TopicRegistry.ALERTS_DLQ, each -> true);
            assertThat(letter.consumer()).isEqualTo("twice/webhooks/pager");
            shown(gateway, all -> all.at("/0/sent").asInt() == 2);
            assertThat(pager.more()).isZero();
        }
    }

    @Test
    void alertsThatAreKeptForAnotherTimeAreSentAndTheirDeadLettersKeptNoLonger() throws Exception {
        TopicNames names = pipeline("short");
        Duration hour = Duration.ofHours(1);
        Topic<Alert> alerts = TopicRegistry.ALERTS.kept(hour);
        Topic<DeadLetter> letters = TopicRegistry.ALERTS_DLQ.kept(hour);
        try (Admin admin = broker.admin()) {
            new TopicCreator(admin).create(new TopicPlan(names, List.of(alerts, letters), Map.of(), (short) 0));
        }
        try (Receiver pager = Receiver.answering(200);
                SampleLine line = line(names);
                Gateway gateway = gateway(names, Map.of("pager", pager.address()))) {
            line.alert("gate", "dock/1", 1);
            line.alert(alerts, "gate", "dock/2", 1);
            line.foreign(alerts);
            assertThat(Set.of(pager.next().id(), pager.next().id()))
                    .containsExactlyInAnyOrder(id("gate", "dock/1", 1), id("gate", "dock/2", 1));
            assertThat(first(names, letters, each -> true).topic()).isEqualTo(names.of(alerts));
            shown(gateway, all -> all.at("/0/sent").asInt() == 2);
        }
    }

    /** What the endpoints have come to, as soon as it is as wanted. */
    private static JsonNode shown(Gateway gateway, Predicate<JsonNode> wanted) {
        HttpRequest request = HttpRequest.newBuilder(gateway.address().resolve("api/webhooks"))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        return await().atMost(Duration.ofMinutes(3))
                .until(
                        () -> MAPPER.readTree(client.send(request, BodyHandlers.ofString())
                                        .body())
                                .get("webhooks"),
                        wanted);
    }

    /** As the command does. */
    private static void redrive(TopicNames names, DeadLetter letter) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    names.of(TopicRegistry.ALERTS),
                    letter.partition(),
                    letter.key().getBytes(StandardCharsets.UTF_8),
                    letter.original());
            record.headers().add(TopicRegistry.REDRIVE_HEADER, letter.consumer().getBytes(StandardCharsets.UTF_8));
            producer.send(record).get();
        }
    }

    private static <T> T first(TopicNames names, Topic<T> topic, Predicate<T> wanted) throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", broker.bootstrap());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(names.of(topic)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    T value = topic.codec().decode(record.value());
                    if (wanted.test(value)) {
                        return value;
                    }
                }
            }
        }
    }
}
