package io.winnow.read.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that writes whatever bytes it likes. */
final class RawServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();

    /** Writes to a connection. */
    @FunctionalInterface
    interface Talk {
        void to(OutputStream client) throws IOException, InterruptedException;
    }

    RawServer(Talk talk) throws IOException {
        Thread listener = new Thread(() -> listen(talk), "raw-server");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen(Talk talk) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                connections.incrementAndGet();
                Thread talker = new Thread(() -> talk(talk, client), "raw-talker");
                talker.setDaemon(true);
                talker.start();
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void talk(Talk talk, Socket client) {
        try (client) {
            // The request's head, at least.
            client.getInputStream().read(new byte[8192]);
            talk.to(client.getOutputStream());
        } catch (IOException e) {
            // The other side has gone, as it should.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
