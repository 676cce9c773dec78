package io.winnow.bench.media;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.winnow.decode.worker.command.FfmpegCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Cameras of this machine: whoever opens their address is played FFmpeg's test picture at 2 frames a second, as fast as the clock. */
public final class Cameras implements AutoCloseable {
    private final FfmpegCommand command;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Process> playing = new ConcurrentLinkedQueue<>();

    /** Listens on a port that is free. */
    public Cameras(FfmpegCommand command) throws IOException {
        this.command = command;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::play);
        server.start();
    }

    /** Where a camera is. */
    public String address(int camera) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/camera-" + camera + ".ts";
    }

    private void play(HttpExchange exchange) throws IOException {
        Process camera = Camera.playing(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        playing.add(camera);
        exchange.getResponseHeaders().set("Content-Type", "video/mp2t");
        exchange.sendResponseHeaders(200, 0);
        try (InputStream played = camera.getInputStream();
                OutputStream body = exchange.getResponseBody()) {
            byte[] bytes = new byte[1 << 16];
            for (int count = played.read(bytes); count >= 0; count = played.read(bytes)) {
                body.write(bytes, 0, count);
                body.flush();
            }
        } finally {
            camera.destroy();
        }
    }

    @Override
    public void close() {
        playing.forEach(Process::destroy);
        server.stop(0);
        threads.shutdownNow();
    }
}
