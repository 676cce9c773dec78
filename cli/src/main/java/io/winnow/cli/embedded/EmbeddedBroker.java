package io.winnow.cli.embedded;

import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Failure;
import io.winnow.net.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** A Kafka broker that is its own controller, inside this process, on the loopback address and free ports. What its folder holds is there again at the next start. */
public final class EmbeddedBroker implements AutoCloseable {
    private final Path folder;
    private final Properties settings;
    private final String bootstrap;
    private @Nullable KafkaRaftServer server;

    private EmbeddedBroker(Path folder, int port, int controllerPort) {
        this.folder = folder;
        this.settings = BrokerSettings.of(folder.resolve("data"), port, controllerPort);
        this.bootstrap = BrokerSettings.HOST + ":" + port;
    }

    /**
     * Chooses ports for a broker; nothing runs yet.
     *
     * @param folder for its settings and data, used by one broker at a time
     */
    public static EmbeddedBroker in(Path folder) {
        try {
            return new EmbeddedBroker(folder, FreePort.find(), FreePort.find());
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /**
     * Starts it; a folder that is new is formatted first.
     *
     * @throws CommandFailure where the folder cannot be used or the broker does not start
     */
    public void start() {
        try {
            Files.createDirectories(folder);
            if (!Files.exists(folder.resolve("data").resolve("meta.properties"))) {
                format();
            }
            KafkaRaftServer started = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
            started.startup();
            server = started;
        } catch (IOException | KafkaException e) {
            throw failed(folder, e);
        }
    }

    private static CommandFailure failed(Path folder, Exception cause) {
        return new CommandFailure(
                new Failure(
                        "BROKER_START",
                        ExitStatus.UNREACHABLE,
                        "the broker inside this command could not start: " + cause.getMessage(),
                        folder.toString(),
                        "See that nobody else uses the folder and the disk has room, or set kafka.bootstrap to a broker"
                                + " of your own."),
                Optional.of(cause));
    }

    private void format() throws IOException {
        Path file = folder.resolve("server.properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] arguments = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        if (StorageTool.execute(arguments, new PrintStream(said, true, StandardCharsets.UTF_8)) != 0) {
            throw new IOException("its folder cannot be formatted: " + said.toString(StandardCharsets.UTF_8));
        }
    }

    /** {@code host:port}. */
    public String bootstrap() {
        return bootstrap;
    }

    @Override
    public void close() {
        KafkaRaftServer running = server;
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
            server = null;
        }
    }
}
