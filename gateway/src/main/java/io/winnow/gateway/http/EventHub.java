package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.winnow.gateway.http.EventLog.Said;
import io.winnow.gateway.keys.StreamScope;
import io.winnow.gateway.live.LiveEvent;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to all who wait for them, each within its scope. One thread writes to all connections, which never wait; an event becomes bytes once for all who see the same of it. Who falls behind is told
 * everything anew; who may no longer see what is sent is closed.
 */
final class EventHub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);
    private static final int MOST_STREAMS = 4096;
    private static final int MOST_OF_A_CALLER = 2048;
    private static final long LOOK_MILLIS = 1_000;

    /** With more streams than these, what happens within a beat is written together: a write to each for each event would take a machine's time. */
    private static final int FEW_STREAMS = 64;

    private static final long BEAT_MILLIS = 25;

    /** How many times as long as it writes the sender rests, so that it takes a fifth of a processor at most, however many listen. */
    private static final int REST = 4;

    /** The server would keep four times as much of native memory for each stream. */
    private static final int BUFFER_BYTES = 8192;

    private final Json json;
    private final Function<StreamScope, ?> everything;
    private final Duration patience;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final Beginnings beginnings = new Beginnings();
    private final Map<StreamScope, EventLog> logs = new ConcurrentHashMap<>();
    private final Semaphore happened = new Semaphore(0);
    private final Thread sender;
    private volatile boolean closed;
    private volatile boolean failed;

    /**
     * Starts sending.
     *
     * @param everything that a scope sees, told to who has just come
     * @param patience how long a connection may take for what was written
     */
    EventHub(Json json, Function<StreamScope, ?> everything, Duration patience) {
        this.json = json;
        this.everything = everything;
        this.patience = patience;
        this.sender = new Thread(this::sendAll, "gateway-events");
        this.sender.setDaemon(true);
        sender.start();
    }

    /** Takes somebody in: first everything at once, then what happens. The response is open until the stream ends. */
    void open(Context context) {
        Caller caller = Caller.of(context);
        long own = streams.stream()
                .filter(stream -> stream.caller().key().equals(caller.key()))
                .count();
        if (streams.size() >= MOST_STREAMS || own >= MOST_OF_A_CALLER) {
            throw new ApiError(
                    429,
                    "TOO_MANY_STREAMS",
                    "there are as many open event streams as there may be",
                    "the gateway",
                    "close some, and come back",
                    Map.of("Retry-After", "10"));
        }
        context.status(200).contentType("text/event-stream;charset=utf-8").header("X-Accel-Buffering", "no");
        context.res().setBufferSize(BUFFER_BYTES);
        context.future(() -> begin(caller, context));
    }

    private CompletableFuture<Void> begin(Caller caller, Context context) {
        try {
            ServletOutputStream output = context.res().getOutputStream();
            // Before everything is looked at: what happens from here on is heard of.
            EndPoint connection = ServletContextRequest.getServletContextRequest(context.req())
                    .getConnectionMetaData()
                    .getConnection()
                    .getEndPoint();
            EventStream stream = new EventStream(caller, join(caller.scope()), beginnings, output, connection::close);
            streams.add(stream);
            CompletableFuture<Void> end = stream.end().whenComplete((nothing, failure) -> leave(stream));
            try {
                output.setWriteListener(stream);
            } catch (RuntimeException e) {
                stream.finish();
                throw e;
            }
            if (closed || failed) {
                stream.finish();
            }
            return end;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EventLog join(StreamScope scope) {
        return logs.compute(scope, (same, log) -> {
            EventLog joined =
                    log == null ? new EventLog(() -> new Said("all", everything.apply(scope)), this::written) : log;
            return joined.joined();
        });
    }

    private void leave(EventStream stream) {
        if (streams.remove(stream)) {
            logs.computeIfPresent(stream.caller().scope(), (scope, log) -> log.left() ? null : log);
        }
    }

    /** How many are open. */
    int size() {
        return streams.size();
    }

    /** Why nobody hears of anything any more; empty while they do. */
    Optional<String> problem() {
        return failed
                ? Optional.of("the gateway sends no events any more: see its log, and start it again")
                : Optional.empty();
    }

    void publish(LiveEvent event) {
        if (failed) {
            return;
        }
        logs.forEach((scope, log) -> event.seenBy(scope).ifPresent(data -> log.say(event, data)));
        happened.release();
    }

    private byte[] written(Said said) {
        return ("event: " + said.event() + "\ndata: " + json.text(said.data()) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void sendAll() {
        long lookedNanos = System.nanoTime();
        long beatMillis = BEAT_MILLIS;
        try {
            while (!closed) {
                if (happened.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS) && streams.size() > FEW_STREAMS) {
                    Thread.sleep(beatMillis);
                }
                happened.drainPermits();
                long begunNanos = System.nanoTime();
                send(begunNanos);
                long now = System.nanoTime();
                long restMillis = REST * Duration.ofNanos(now - begunNanos).toMillis();
                beatMillis = Math.min(LOOK_MILLIS, Math.max(BEAT_MILLIS, restMillis));
                if (now - lookedNanos >= TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
                    lookedNanos = now;
                    look(now);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failed = true;
            LOG.error("events are sent no more", e);
            streams.forEach(EventStream::finish);
        }
    }

    private void send(long nowNanos) {
        IdentityHashMap<Object, byte[]> known = new IdentityHashMap<>();
        boolean more = false;
        for (Map.Entry<StreamScope, EventLog> each : logs.entrySet()) {
            more |= cut(each.getKey(), each.getValue(), known, nowNanos);
        }
        if (more) {
            streams.forEach(EventStream::send);
        }
    }

    /** What cannot be written is missed by those within its scope alone, who come back and are told everything. */
    private boolean cut(StreamScope scope, EventLog log, Map<Object, byte[]> known, long nowNanos) {
        try {
            return log.cut(said -> known.computeIfAbsent(said.data(), data -> written(said)), nowNanos);
        } catch (RuntimeException e) {
            LOG.error("the event streams within {} are ended, since their events cannot be written", scope, e);
            streams.stream()
                    .filter(stream -> stream.caller().scope().equals(scope))
                    .forEach(EventStream::finish);
            return false;
        }
    }

    private void look(long nowNanos) {
        streams.forEach(stream -> stream.look(nowNanos, patience));
    }

    @Override
    public void close() {
        closed = true;
        sender.interrupt();
        streams.forEach(EventStream::finish);
    }
}
