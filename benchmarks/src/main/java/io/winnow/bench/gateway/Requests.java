package io.winnow.bench.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Requests to a gateway, each sent when it is due, whether or not those before have their response, and what came of them. */
final class Requests {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int WAIT_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int TOO_MANY = 429;
    private static final double NANOS_A_MILLI = 1e6;

    /** What pages and programs ask for, a picture every fifth time. */
    private static final List<String> READING = List.of(
            "api/line",
            "api/pictures",
            "api/streams",
            "",
            "api/answers?limit=20",
            "js/page.js",
            "api/pictures",
            "api/state",
            "page.css",
            "readyz",
            "api/line",
            "api/pictures",
            "api/alerts",
            "metrics",
            "api/pipeline");

    private static final List<String> QUESTIONS =
            List.of("What is in the picture?", "Is there a car?", "How many people are there?", "What color is it?");

    private final URI gateway;
    private final List<String> streams;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final LongAdder served = new LongAdder();
    private final LongAdder tooMany = new LongAdder();
    private final Map<String, LongAdder> others = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Double> answerMillis = new ConcurrentLinkedQueue<>();
    private final AtomicLong admitted = new AtomicLong();
    private final Phaser underWay = new Phaser(1);
    private int read;
    private int asked;

    /**
     * None yet.
     *
     * @param streams that are asked about and whose pictures are looked at
     */
    Requests(URI gateway, List<String> streams) {
        this.gateway = gateway;
        this.streams = List.copyOf(streams);
    }

    /** Sends for a while. */
    void send(Clients clients) throws InterruptedException {
        long begun = System.nanoTime();
        long count = clients.requests() * clients.length().toMillis() / TimeUnit.SECONDS.toMillis(1);
        for (long i = 0; i < count; i++) {
            long due = begun + i * TimeUnit.SECONDS.toNanos(1) / clients.requests();
            long early = due - System.nanoTime();
            if (early > 0) {
                TimeUnit.NANOSECONDS.sleep(early);
            }
            boolean asks =
                    i * clients.questions() / clients.requests() != (i + 1) * clients.questions() / clients.requests();
            track(asks ? ask(due) : read(due));
        }
    }

    /** Waits until all have their response, and each question that was taken its answer or no hope of one. */
    void await() throws InterruptedException {
        try {
            underWay.awaitAdvanceInterruptibly(underWay.arrive(), 2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            note("no response");
        }
    }

    private void track(CompletableFuture<?> request) {
        underWay.register();
        var unused = request.whenComplete((nothing, failure) -> {
            if (failure != null) {
                note(Optional.ofNullable(failure.getCause())
                        .orElse(failure)
                        .getClass()
                        .getSimpleName());
            }
            underWay.arriveAndDeregister();
        });
    }

    private CompletableFuture<HttpResponse<byte[]>> read(long due) {
        String path = READING.get(read++ % READING.size());
        if (!path.equals("api/pictures")) {
            return get(path, Optional.of(due));
        }
        String stream = URLEncoder.encode(streams.get(read % streams.size()), StandardCharsets.UTF_8);
        return get(path + "?stream=" + stream, Optional.of(due)).thenCompose(list -> {
            JsonNode newest = json(list).at("/pictures/0/newest");
            return newest.isMissingNode()
                    ? CompletableFuture.completedFuture(list)
                    : get(
                            "api/picture?stream=" + stream + "&epoch=" + newest.get("epoch") + "&at="
                                    + newest.get("atMicros"),
                            Optional.empty());
        });
    }

    private CompletableFuture<HttpResponse<byte[]>> ask(long due) {
        String body = MAPPER.createObjectNode()
                .put("question", QUESTIONS.get(asked % QUESTIONS.size()))
                .put("stream", streams.get(asked++ % streams.size()))
                .toString();
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve("api/questions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return send(request, Optional.of(due)).thenCompose(response -> {
            if (response.statusCode() != 202) {
                return CompletableFuture.completedFuture(response);
            }
            admitted.incrementAndGet();
            return answer(json(response).get("id").textValue(), due, System.nanoTime() + PATIENCE.toNanos());
        });
    }

    /** Asks for the answer again and again. */
    private CompletableFuture<HttpResponse<byte[]>> answer(String id, long due, long untilNanos) {
        return get("api/questions/" + id + "?wait=" + WAIT_SECONDS, Optional.empty())
                .thenCompose(response -> {
                    if (!json(response).path("answers").isEmpty()) {
                        answerMillis.add((System.nanoTime() - due) / NANOS_A_MILLI);
                        return CompletableFuture.completedFuture(response);
                    }
                    return System.nanoTime() > untilNanos
                            ? CompletableFuture.completedFuture(response)
                            : CompletableFuture.supplyAsync(
                                            () -> id, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS))
                                    .thenCompose(same -> answer(same, due, untilNanos));
                });
    }

    private CompletableFuture<HttpResponse<byte[]>> get(String path, Optional<Long> due) {
        return send(HttpRequest.newBuilder(gateway.resolve(path)).build(), due);
    }

    /** @param due from when its response is timed, where it is */
    private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request, Optional<Long> due) {
        return client.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(response -> {
            due.ifPresent(nanos -> millis.add((System.nanoTime() - nanos) / NANOS_A_MILLI));
            int status = response.statusCode();
            if (status / 100 == 2) {
                served.increment();
            } else if (status == TOO_MANY
                    && response.headers().firstValue("Retry-After").isPresent()) {
                tooMany.increment();
            } else {
                note(status + " " + request.method() + " "
                        + request.uri().getPath().replaceAll("[0-9a-f-]{36}", "ID"));
            }
            return response;
        });
    }

    private void note(String what) {
        others.computeIfAbsent(what, first -> new LongAdder()).increment();
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return MAPPER.readTree(response.body());
        } catch (IOException e) {
            return MAPPER.missingNode();
        }
    }

    long served() {
        return served.sum();
    }

    long tooMany() {
        return tooMany.sum();
    }

    /** What was neither, by what it was. */
    Map<String, Long> others() {
        Map<String, Long> sums = new TreeMap<>();
        others.forEach((what, count) -> sums.put(what, count.sum()));
        return sums;
    }

    long admitted() {
        return admitted.get();
    }

    List<Double> millis() {
        return List.copyOf(millis);
    }

    /** One for each question that has its answer. */
    List<Double> answerMillis() {
        return List.copyOf(answerMillis);
    }
}
