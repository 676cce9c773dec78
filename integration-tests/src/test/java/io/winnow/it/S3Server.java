package io.winnow.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.winnow.net.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A server of S3's protocol with one bucket, in a process of its own, and before it, where that is wanted, one that fails every third request. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "winnow";

    /** Headers that the JDK's client writes itself. */
    private static final Set<String> OWN_HEADERS = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

    private final Process process;
    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final HttpServer flaky;

    private S3Server(Process process, URI address) throws IOException {
        this.process = process;
        this.address = address;
        this.flaky = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        flaky.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "flaky-s3");
            thread.setDaemon(true);
            return thread;
        }));
        flaky.createContext("/", this::pass);
        flaky.start();
    }

    static S3Server start(Path log) throws IOException {
        int port = FreePort.find();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        System.getProperty("winnow.s3mock"),
                        "--server.port=" + FreePort.find(),
                        "--com.adobe.testing.s3mock.httpPort=" + port,
                        "--com.adobe.testing.s3mock.vectors.httpPort=" + FreePort.find(),
                        "--com.adobe.testing.s3mock.vectors.httpsPort=" + FreePort.find(),
                        "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        S3Server server = new S3Server(builder.start(), URI.create("http://127.0.0.1:" + port));
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> server.get("/").contains(BUCKET));
        return server;
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** What a process needs in its environment to use it. */
    Map<String, String> environment() {
        return environment(address);
    }

    /** The same for the way on which every third request fails. */
    Map<String, String> flakyEnvironment() {
        return environment(URI.create("http://127.0.0.1:" + flaky.getAddress().getPort()));
    }

    private static Map<String, String> environment(URI endpoint) {
        return Map.of(
                "AWS_ENDPOINT_URL_S3",
                endpoint.toString(),
                "AWS_REGION",
                "us-east-1",
                "AWS_ACCESS_KEY_ID",
                "key",
                "AWS_SECRET_ACCESS_KEY",
                "secret");
    }

    /** The same as lines of Flink's configuration. */
    List<String> configuration() {
        return List.of("s3.endpoint: " + address, "s3.path-style-access: true", "s3.region: us-east-1");
    }

    /** Requests that failed. */
    int failures() {
        return failed.get();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (requests.incrementAndGet() % 3 == 0) {
                failed.incrementAndGet();
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            answer(exchange, http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            boolean framing = name.equalsIgnoreCase("transfer-encoding") || name.equalsIgnoreCase("connection");
            if (!framing && !(name.equalsIgnoreCase("content-length") && !isHead(exchange))) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        boolean bare = isHead(exchange) || response.body().length == 0;
        exchange.sendResponseHeaders(response.statusCode(), bare ? -1 : response.body().length);
        if (!bare) {
            exchange.getResponseBody().write(response.body());
        }
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    /** An object's bytes. */
    byte[] object(String name) {
        try {
            HttpResponse<byte[]> response = http.send(
                    HttpRequest.newBuilder(address.resolve("/" + BUCKET + "/" + name))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == 200 ? response.body() : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException("no answer for " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Names of the objects that begin so, of which there must be fewer than a thousand. */
    List<String> objects(String prefix) throws IOException {
        try {
            return KEY.matcher(get("/" + BUCKET + "?list-type=2&prefix=" + prefix))
                    .results()
                    .map(key -> key.group(1))
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Stores an object. */
    void put(String name, byte[] content) throws IOException, InterruptedException {
        http.send(
                HttpRequest.newBuilder(address.resolve("/" + BUCKET + "/" + name))
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    @Override
    public void close() {
        flaky.stop(0);
        process.destroy();
    }
}
