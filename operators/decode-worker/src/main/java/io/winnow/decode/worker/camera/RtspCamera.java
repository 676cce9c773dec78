package io.winnow.decode.worker.camera;

import io.winnow.decode.worker.command.FfmpegCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A camera that speaks RTSP (RFC 2326) on loopback, with RTP within its connection or beside it, as each client asks. It draws its pictures anew for each. */
public final class RtspCamera implements AutoCloseable {
    private static final String PATH = "/camera";

    private final Manner manner;
    private final FfmpegCommand command;
    private final Path folder;
    private volatile ServerSocket server;
    private final List<RtspClient> clients = new CopyOnWriteArrayList<>();
    private final List<Play> plays = new ArrayList<>();

    private RtspCamera(Manner manner, FfmpegCommand command, Path folder, ServerSocket server) {
        this.manner = manner;
        this.command = command;
        this.folder = folder;
        this.server = server;
    }

    /** Listens on a port that is free. */
    public static RtspCamera open(Manner manner) throws IOException {
        FfmpegCommand command = FfmpegCommand.find();
        Path folder = Files.createTempDirectory("winnow-camera");
        RtspCamera camera =
                new RtspCamera(manner, command, folder, new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
        camera.welcome();
        return camera;
    }

    private void welcome() {
        ServerSocket listening = server;
        RtpFeed.daemon(() -> accept(listening), "winnow-camera");
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket socket = listening.accept();
                RtspClient client = new RtspClient(socket, this);
                clients.add(client);
                RtpFeed.daemon(client::serve, "winnow-camera-client");
            }
        } catch (SocketException e) {
            // The camera refuses, or was closed.
        } catch (IOException e) {
            throw new IllegalStateException("nobody can connect", e);
        }
    }

    /** With the credentials that it asks for. */
    public String address() {
        String user = manner.credentials().isEmpty() ? "" : manner.credentials() + "@";
        return "rtsp://" + user + "127.0.0.1:" + server.getLocalPort() + PATH;
    }

    /** The ledgers, one for each client that played, in order. */
    public synchronized List<Play> plays() {
        return List.copyOf(plays);
    }

    /** Waits until so many clients have played; the ledger of that one. */
    public synchronized Play await(int number) throws InterruptedException {
        while (plays.size() < number) {
            wait();
        }
        return plays.get(number - 1);
    }

    /** Breaks every connection there is; new ones are welcome. */
    public void cut() throws IOException {
        for (RtspClient client : clients) {
            client.close();
        }
    }

    /** Takes nobody new; who is connected stays. */
    public void refuse() throws IOException {
        server.close();
    }

    /** Takes clients again, at the address that it had. */
    public void listen() throws IOException {
        server = new ServerSocket(server.getLocalPort(), 0, InetAddress.getLoopbackAddress());
        welcome();
    }

    Manner manner() {
        return manner;
    }

    boolean knows(String address) {
        return address.contains(PATH);
    }

    RtpFeed draw() throws IOException {
        return RtpFeed.start(command, manner, folder);
    }

    synchronized Play play() {
        Play play = new Play(manner);
        plays.add(play);
        notifyAll();
        return play;
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
