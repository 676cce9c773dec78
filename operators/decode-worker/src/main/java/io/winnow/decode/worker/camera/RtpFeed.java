package io.winnow.decode.worker.camera;

import io.winnow.decode.worker.command.FfmpegCommand;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;

/** The RTP packets (RFC 3550) of what FFmpeg draws, in order. They wait here until somebody takes them. */
final class RtpFeed implements AutoCloseable {
    private static final int LARGEST = 65_536;
    private static final int HEADER_BYTES = 12;
    private static final int FIRST_RTCP = 192;
    private static final int LAST_RTCP = 223;
    private static final byte[] NONE = new byte[0];

    private final DatagramSocket socket;
    private final int port;
    private final Process process;
    private final Path description;
    private final BlockingDeque<byte[]> packets = new LinkedBlockingDeque<>();

    private RtpFeed(DatagramSocket socket, Process process, Path description) {
        this.socket = socket;
        this.port = socket.getLocalPort();
        this.process = process;
        this.description = description;
    }

    /**
     * Begins to draw.
     *
     * @param folder for the description
     */
    static RtpFeed start(FfmpegCommand command, Manner manner, Path folder) throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setReceiveBufferSize(1 << 22);
        Path description = Files.createTempFile(folder, "camera", ".sdp");
        Process process = command.process(List.of(
                        "-nostdin",
                        "-v",
                        "error",
                        "-re",
                        "-readrate_initial_burst",
                        "0.02",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=size=160x120:rate=" + manner.framesPerSecond(),
                        "-frames:v",
                        Integer.toString(manner.frames()),
                        "-c:v",
                        "libopenh264",
                        "-g",
                        Integer.toString(manner.keyEvery()),
                        "-f",
                        "rtp",
                        "-sdp_file",
                        description.toString(),
                        "-y",
                        "rtp://127.0.0.1:" + socket.getLocalPort() + "?rtcpport=" + socket.getLocalPort()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        RtpFeed feed = new RtpFeed(socket, process, description);
        daemon(feed::listen, "winnow-camera-feed");
        daemon(feed::sayEnd, "winnow-camera-end");
        return feed;
    }

    static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** A datagram too short for RTP, which comes after all that the process sent. */
    private void sayEnd() {
        process.onExit().join();
        try (DatagramSocket last = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            last.send(new DatagramPacket(NONE, 0, InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            packets.add(NONE);
        }
    }

    private void listen() {
        byte[] buffer = new byte[LARGEST];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] bytes = Arrays.copyOf(buffer, packet.getLength());
                if (bytes.length < HEADER_BYTES) {
                    break;
                }
                int type = bytes[1] & 255;
                if (type < FIRST_RTCP || type > LAST_RTCP) {
                    packets.add(bytes);
                }
            }
        } catch (SocketException e) {
            // It was closed.
        } catch (IOException e) {
            throw new IllegalStateException("packets of FFmpeg cannot be read", e);
        } finally {
            packets.add(NONE);
        }
    }

    /** Waits for the next packet; empty when there will be none. */
    Optional<byte[]> take() throws InterruptedException {
        byte[] packet = packets.take();
        if (packet.length == 0) {
            packets.add(packet);
            return Optional.empty();
        }
        return Optional.of(packet);
    }

    /** What is sent, as SDP (RFC 4566). Waits for the first packet, before which FFmpeg has written it. */
    String description() throws IOException, InterruptedException {
        byte[] first = packets.take();
        if (first.length == 0) {
            throw new IOException("FFmpeg drew nothing");
        }
        packets.addFirst(first);
        return Files.readString(description);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        socket.close();
    }
}
