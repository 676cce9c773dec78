package io.winnow.decode.worker.camera;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** One client of a camera: its requests are answered one after the other, and while it plays packets leave between the answers. */
final class RtspClient implements AutoCloseable {
    private static final int INTERLEAVED = '$';

    private final Socket socket;
    private final RtspCamera camera;
    private final DataInputStream in;
    private final OutputStream out;
    private volatile Optional<RtpFeed> feed = Optional.empty();
    private volatile Optional<RtpWay> way = Optional.empty();

    RtspClient(Socket socket, RtspCamera camera) throws IOException {
        this.socket = socket;
        this.camera = camera;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    void serve() {
        try {
            try {
                requests();
            } finally {
                close();
            }
        } catch (EOFException e) {
            // It went in the middle of a word.
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new IllegalStateException("a client could not be served", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void requests() throws IOException, InterruptedException {
        for (int first = in.read(); first >= 0; first = in.read()) {
            if (first == INTERLEAVED) {
                in.readByte();
                in.skipNBytes(in.readUnsignedShort());
            } else {
                answer(RtspRequest.read(first, in));
            }
        }
    }

    private void answer(RtspRequest request) throws IOException, InterruptedException {
        if (!permitted(request)) {
            reply(request, "401 Unauthorized", "WWW-Authenticate: Basic realm=\"camera\"\r\n", "");
        } else if (!camera.knows(request.address())) {
            reply(request, "404 Not Found", "", "");
        } else {
            permit(request);
        }
    }

    private boolean permitted(RtspRequest request) {
        String credentials = camera.manner().credentials();
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return credentials.isEmpty()
                || request.method().equals("OPTIONS")
                || request.header("authorization").equals("Basic " + encoded);
    }

    private void permit(RtspRequest request) throws IOException, InterruptedException {
        switch (request.method()) {
            case "OPTIONS" -> reply(request, "200 OK", "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n", "");
            case "DESCRIBE" -> describe(request);
            case "SETUP" -> setUp(request);
            case "PLAY" -> play(request);
            case "TEARDOWN" -> {
                reply(request, "200 OK", "", "");
                close();
            }
            default -> reply(request, "501 Not Implemented", "", "");
        }
    }

    private void describe(RtspRequest request) throws IOException, InterruptedException {
        RtpFeed drawing = camera.draw();
        feed = Optional.of(drawing);
        String description = drawing.description().strip() + "\r\na=control:pictures\r\n";
        reply(
                request,
                "200 OK",
                "Content-Base: " + request.address() + "/\r\nContent-Type: application/sdp\r\n",
                description);
    }

    private void setUp(RtspRequest request) throws IOException {
        String asked = request.header("transport");
        RtpWay chosen = asked.contains("TCP") ? new RtpWay.Within(this::interleave) : RtpWay.Beside.to(socket, asked);
        way = Optional.of(chosen);
        reply(request, "200 OK", "Session: 1;timeout=60\r\nTransport: " + chosen.transport() + "\r\n", "");
    }

    private void play(RtspRequest request) throws IOException {
        Play play = camera.play();
        RtpFeed drawing = feed.orElseThrow(() -> new IOException("it plays what was not described"));
        RtpWay chosen = way.orElseThrow(() -> new IOException("it plays what was not set up"));
        reply(request, "200 OK", "Session: 1\r\nRange: npt=0.000-\r\n", "");
        RtpFeed.daemon(() -> send(drawing, chosen, play), "winnow-camera-play");
    }

    private void send(RtpFeed drawing, RtpWay chosen, Play play) {
        try {
            Optional<byte[]> packet = drawing.take();
            if (packet.isPresent() && camera.manner().clockAhead().isPresent()) {
                chosen.report(SenderReport.of(
                        packet.get(), camera.manner().clockAhead().get()));
            }
            while (packet.isPresent()) {
                if (play.sends(packet.get())) {
                    chosen.send(packet.get());
                }
                packet = drawing.take();
            }
            play.end();
            if (camera.manner().end() == Manner.End.CLOSES) {
                close();
            }
        } catch (IOException e) {
            // The client has gone.
            play.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void interleave(int channel, byte[] packet) throws IOException {
        synchronized (out) {
            out.write(INTERLEAVED);
            out.write(channel);
            out.write(packet.length >> 8);
            out.write(packet.length);
            out.write(packet);
            out.flush();
        }
    }

    private void reply(RtspRequest request, String status, String headers, String body) throws IOException {
        String head = "RTSP/1.0 " + status + "\r\nCSeq: " + request.header("cseq") + "\r\n" + headers
                + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n";
        synchronized (out) {
            out.write((head + body).getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        feed.ifPresent(RtpFeed::close);
        way.ifPresent(RtpWay::close);
        socket.close();
    }
}
