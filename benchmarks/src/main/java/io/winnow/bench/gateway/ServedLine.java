package io.winnow.bench.gateway;

import io.winnow.bench.live.Ledgers;
import io.winnow.bench.live.LiveCameras;
import io.winnow.bench.process.CommandProcess;
import io.winnow.bench.process.LineProcess;
import io.winnow.bench.process.ProcessTree;
import io.winnow.cli.embedded.EmbeddedBroker;
import io.winnow.net.FreePort;
import io.winnow.topics.TopicCreator;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicPlan;
import java.io.Closeable;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Cameras, a broker inside this process, the line that watches them, and the gateway that shows it. The gateway's heap is taken whole at the start, so that it does not seem to grow. */
final class ServedLine implements AutoCloseable {
    private static final String PIPELINE = "served";
    private static final TopicNames NAMES = new TopicNames(TopicNames.DEFAULT_PREFIX, PIPELINE);
    private static final String HEAP = "256m";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long POLL_MILLIS = 200;
    private static final int MOST_REQUESTS = 100_000;

    private final int count;
    private final EmbeddedBroker broker;
    private final LineProcess line;
    private final Process gateway;
    private final URI address;
    private final List<Closeable> opened;

    private ServedLine(
            List<Closeable> opened, int count, EmbeddedBroker broker, LineProcess line, Process gateway, URI address) {
        this.opened = opened;
        this.count = count;
        this.broker = broker;
        this.line = line;
        this.gateway = gateway;
        this.address = address;
    }

    /**
     * Starts it all.
     *
     * @param framesPerSecond of each camera
     */
    static ServedLine start(Path folder, int cameras, int framesPerSecond) throws IOException, InterruptedException {
        List<Closeable> opened = new ArrayList<>();
        try {
            EmbeddedBroker broker = EmbeddedBroker.in(folder.resolve("broker"));
            opened.add(broker::close);
            broker.start();
            LiveCameras sending = new LiveCameras(cameras, framesPerSecond);
            opened.add(sending::close);
            Path pipeline = folder.resolve(PIPELINE + ".yaml");
            Files.writeString(pipeline, definition(sending.addresses(), broker, folder));
            createTopics(broker);
            Path log = folder.resolve("line.log");
            LineProcess line =
                    LineProcess.of(LineProcess.command(pipeline, log, List.of()).start(), log);
            opened.add(line::close);
            int port = FreePort.find();
            Process gateway = gateway(pipeline, port)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("gateway.log").toFile())
                    .start();
            opened.add(gateway::destroyForcibly);
            return new ServedLine(opened, cameras, broker, line, gateway, URI.create("http://127.0.0.1:" + port + "/"));
        } catch (IOException | InterruptedException | RuntimeException e) {
            try {
                close(opened);
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    /** Closes what was opened last first, and the rest whatever comes of it. */
    private static void close(List<Closeable> opened) throws IOException {
        if (!opened.isEmpty()) {
            try (Closeable first = opened.get(0)) {
                close(opened.subList(1, opened.size()));
            }
        }
    }

    private static void createTopics(EmbeddedBroker broker) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            new TopicCreator(admin).create(TopicPlan.of(NAMES));
        }
    }

    private static ProcessBuilder gateway(Path pipeline, int port) {
        return CommandProcess.lightWithHeap(
                HEAP,
                List.of(
                        "serve",
                        pipeline.toString(),
                        "--port",
                        Integer.toString(port),
                        "--rate",
                        Integer.toString(MOST_REQUESTS)));
    }

    private static String definition(List<String> cameras, EmbeddedBroker broker, Path folder) {
        StringBuilder text = new StringBuilder("name: " + PIPELINE + "\nedges.tokens: kafka\nedges.pruned: kafka\n");
        text.append("decode.policy: keep-all\n");
        text.append("kafka.bootstrap: ").append(broker.bootstrap()).append('\n');
        text.append("flink.state-folder: ").append(folder.resolve("runs")).append("\nsources:\n");
        for (int i = 0; i < cameras.size(); i++) {
            text.append("  - {id: ").append(stream(i)).append(", address: \"");
            text.append(cameras.get(i)).append("\"}\n");
        }
        return text.toString();
    }

    private static String stream(int camera) {
        return "camera-" + camera;
    }

    /** Ids of the cameras' streams. */
    List<String> streams() {
        List<String> streams = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            streams.add(stream(i));
        }
        return streams;
    }

    /** What became of frames, from the start on. */
    Ledgers ledgers() {
        return new Ledgers(broker.bootstrap(), NAMES);
    }

    /** Waits until every camera's frames become tokens and the gateway serves. */
    void awaitAll(Ledgers ledgers) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (streams().stream().anyMatch(stream -> ledgers.of(stream).tokenized() == 0) || !isReady()) {
            requireAlive();
            if (System.nanoTime() > until) {
                throw new IOException("not all cameras are watched, or the gateway is not ready: " + line.lastWords());
            }
            ledgers.read();
            Thread.sleep(POLL_MILLIS);
        }
    }

    private boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) address.resolve("readyz").toURL().openConnection();
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    /** Looks whether both run. */
    void requireAlive() throws IOException {
        line.requireAlive();
        if (!gateway.isAlive()) {
            throw new IOException("the gateway ended before its time");
        }
    }

    /** The gateway's. */
    URI address() {
        return address;
    }

    /** The gateway's process. */
    ProcessTree gateway() {
        return new ProcessTree(gateway.toHandle());
    }

    /** Processor time that the gateway has taken. */
    Duration gatewayProcessor() {
        return gateway.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() throws IOException {
        close(opened);
    }
}
