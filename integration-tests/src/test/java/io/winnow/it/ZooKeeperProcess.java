package io.winnow.it;

import io.winnow.net.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A ZooKeeper server of its own process: the one that Flink brings along. */
final class ZooKeeperProcess implements AutoCloseable {
    private final JavaProcess process;
    private final int port;

    private ZooKeeperProcess(JavaProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static ZooKeeperProcess start(Path folder) throws IOException {
        int port = FreePort.find();
        Path settings = Files.write(
                folder.resolve("zoo.cfg"),
                List.of(
                        // Sessions last between two and twenty of these.
                        "tickTime=1000",
                        "dataDir=" + Files.createDirectories(folder.resolve("zookeeper")),
                        "clientPort=" + port,
                        "clientPortAddress=127.0.0.1",
                        "admin.enableServer=false"));
        ZooKeeperProcess started = new ZooKeeperProcess(
                JavaProcess.start(
                        folder.resolve("zookeeper.log"),
                        JavaProcess.testClassPath(),
                        Map.of(),
                        List.of("-Xmx128m"),
                        "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
                        List.of("--zkConfigFile", settings.toString(), "--peerId", "1")),
                port);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(started::listens);
        return started;
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("ZooKeeper ended:\n" + process.output());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** {@code host:port}. */
    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
