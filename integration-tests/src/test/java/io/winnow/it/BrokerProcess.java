package io.winnow.it;

import io.winnow.jobs.definition.ClientProperties;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.net.FreePort;
import io.winnow.topics.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;

/** A Kafka broker of its own process, as a company runs it, with topics made on request only. */
final class BrokerProcess implements AutoCloseable {
    private final Path folder;
    private final KafkaOptions kafka;
    private JavaProcess process;

    private BrokerProcess(Path folder, KafkaOptions kafka) {
        this.folder = folder;
        this.kafka = kafka;
        this.process = process(folder);
    }

    private static JavaProcess process(Path folder) {
        return JavaProcess.start(
                folder.resolve("broker.log"),
                JavaProcess.testClassPath(),
                Map.of(),
                List.of("-Xmx512m"),
                "kafka.Kafka",
                List.of(settings(folder).toString()));
    }

    private static Path settings(Path folder) {
        return folder.resolve("server.properties");
    }

    /** One that anybody may use. */
    static BrokerProcess start(Path folder) throws IOException {
        return start(folder, BrokerAccess.open());
    }

    static BrokerProcess start(Path folder, BrokerAccess access) throws IOException {
        String listener = access.protocol();
        int port = FreePort.find();
        int controller = FreePort.find();
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.bootstrap.servers", "127.0.0.1:" + controller),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("inter.broker.listener.name", listener),
                Map.entry("listener.security.protocol.map", listener + ":" + listener + ",CONTROLLER:PLAINTEXT"),
                Map.entry("listeners", listener + "://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller),
                Map.entry(
                        "advertised.listeners",
                        listener + "://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller),
                Map.entry("log.dirs", folder.resolve("data").toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("message.max.bytes", "16777216"),
                Map.entry("replica.fetch.max.bytes", "16777216")));
        properties.putAll(access.broker());
        Path file = settings(folder);
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        try (JavaProcess format = JavaProcess.start(
                folder.resolve("broker.log"),
                JavaProcess.testClassPath(),
                Map.of(),
                List.of("-Xmx256m"),
                "kafka.tools.StorageTool",
                List.of("format", "-t", Uuid.randomUuid().toString(), "-c", file.toString(), "--standalone"))) {
            if (format.await(240) != 0) {
                throw new IllegalStateException("cannot format the broker's folder:\n" + format.output());
            }
        }
        BrokerProcess broker = new BrokerProcess(
                folder, new KafkaOptions("127.0.0.1:" + port, TopicNames.DEFAULT_PREFIX, 0, access.client()));
        broker.awaitAnswer();
        return broker;
    }

    private void awaitAnswer() {
        Awaitility.await().atMost(Duration.ofMinutes(4)).until(this::answers);
    }

    String bootstrap() {
        return kafka.bootstrap();
    }

    /** How a pipeline reaches it. */
    KafkaOptions kafka() {
        return kafka;
    }

    void kill() {
        process.kill();
    }

    /** Starts it again at the same address with what it had, after it was killed. */
    void startAgain() {
        process = process(folder);
        awaitAnswer();
    }

    private boolean answers() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the broker ended:\n" + process.output());
        }
        Properties client = ClientProperties.of(kafka);
        client.setProperty("request.timeout.ms", "2000");
        client.setProperty("default.api.timeout.ms", "2000");
        try (Admin admin = Admin.create(client)) {
            return admin.describeCluster().clusterId().get(2, TimeUnit.SECONDS) != null;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
