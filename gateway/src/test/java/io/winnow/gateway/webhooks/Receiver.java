package io.winnow.gateway.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real endpoint on loopback. What comes is kept, and answered as the test says. */
public final class Receiver implements AutoCloseable {
    private static final long PATIENCE_MINUTES = 3;

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** A request as it came. */
    public record Received(String id, String timestamp, String signature, String type, byte[] body) {

        /** Whether the secret signed it, by the twin. */
        public boolean signedBy(String secret) {
            return SignatureTwin.signs(secret, id, timestamp, body, signature);
        }
    }

    /** Answers a request. */
    @FunctionalInterface
    public interface Answer {
        void to(Received request, HttpExchange exchange) throws IOException;
    }

    public Receiver(Answer answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                Received request = read(exchange);
                received.add(request);
                answer.to(request, exchange);
            }
        });
        server.start();
    }

    /** One that answers everything with a status. */
    public static Receiver answering(int status) throws IOException {
        return new Receiver((request, exchange) -> exchange.sendResponseHeaders(status, -1));
    }

    private static Received read(HttpExchange exchange) throws IOException {
        return new Received(
                header(exchange, "webhook-id"),
                header(exchange, "webhook-timestamp"),
                header(exchange, "webhook-signature"),
                header(exchange, "content-type"),
                exchange.getRequestBody().readAllBytes());
    }

    private static String header(HttpExchange exchange, String name) {
        return String.join("|", exchange.getRequestHeaders().getOrDefault(name, List.of()));
    }

    /** An address of it, by its number. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/alerts?key=kept-secret");
    }

    /** The next request; waits for it. */
    public Received next() throws InterruptedException {
        Received next = received.poll(PATIENCE_MINUTES, TimeUnit.MINUTES);
        if (next == null) {
            throw new AssertionError("no request came");
        }
        return next;
    }

    /** How many requests came that were not looked at. */
    public int more() {
        return received.size();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
