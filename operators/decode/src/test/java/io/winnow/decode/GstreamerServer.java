package io.winnow.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** GStreamer's RTSP server on loopback, which plays a file to each client at its own rate, in a process of its own. */
public final class GstreamerServer implements AutoCloseable {
    /** Debian's, for which its packages are. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final String PROBE =
            "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import Gst, GstRtspServer;"
                    + " Gst.init(None); assert Gst.ElementFactory.find('h264parse') and Gst.ElementFactory.find('qtdemux')";

    private final Process process;
    private final int port;
    private final String login;

    private GstreamerServer(Process process, int port, String login) {
        this.process = process;
        this.port = port;
        this.login = login;
    }

    /** Skips the test, and says so, where the machine has no such server. */
    public static void assumeThere() throws IOException, InterruptedException {
        boolean there = Files.isExecutable(Path.of(PYTHON))
                && new ProcessBuilder(PYTHON, "-W", "ignore", "-c", PROBE)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
        Assumptions.assumeTrue(
                there,
                "GStreamer's RTSP server is not installed: gir1.2-gst-rtsp-server-1.0, gstreamer1.0-plugins-good and -bad");
    }

    /**
     * Starts one.
     *
     * @param folder for its program
     * @param file MP4 with H.264
     * @param login user and password that it asks for, by a digest; none for nobody
     */
    public static GstreamerServer start(Path folder, Path file, String... login) throws IOException {
        Path program = folder.resolve("rtsp_server.py");
        try (InputStream resource = GstreamerServer.class.getResourceAsStream("rtsp_server.py")) {
            Files.write(program, resource.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of(PYTHON, program.toString(), file.toString()));
        command.addAll(List.of(login));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String port = process.inputReader().readLine();
        if (port == null) {
            throw new IOException(
                    "GStreamer's server ended with " + process.onExit().join().exitValue());
        }
        return new GstreamerServer(
                process, Integer.parseInt(port), login.length == 0 ? "" : String.join(":", login) + "@");
    }

    /**
     * Of what it plays.
     *
     * @param scheme such as {@code rtspu}
     */
    public String address(String scheme) {
        return scheme + "://" + login + "127.0.0.1:" + port + "/camera";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
