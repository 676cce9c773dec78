package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.winnow.gateway.keys.StreamScope;
import io.winnow.gateway.live.LiveEvent;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Sends events to all who wait for them, each within its scope. One thread writes to all connections, which never wait; an event becomes bytes once for all who see the same of it. Who falls behind is
 * closed, and comes back by itself; who may no longer see what is sent is closed too.
 */
final class EventHub implements AutoCloseable {
    private static final int MOST_STREAMS = 4096;
    private static final int MOST_OF_A_CALLER = 2048;
    private static final long SILENCE_NANOS = Duration.ofSeconds(15).toNanos();
    private static final long LOOK_MILLIS = 1_000;

    /** With more streams than these, what happens within a beat is written together: a write to each for each event would take a machine's time. */
    private static final int FEW_STREAMS = 64;

    private static final long BEAT_MILLIS = 25;
    private static final byte[] STILL_HERE = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

    private final Json json;
    private final Function<StreamScope, ?> everything;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<EventStream> scheduled = new LinkedBlockingQueue<>();
    private final AtomicLong version = new AtomicLong();
    private final Map<StreamScope, Snapshot> snapshots = new ConcurrentHashMap<>();
    private final Thread sender;
    private volatile boolean closed;

    /** Everything that a scope sees, as it was before a version. */
    private record Snapshot(long version, byte[] frame) {}

    /**
     * Starts sending.
     *
     * @param everything that a scope sees, told to who has just come
     */
    EventHub(Json json, Function<StreamScope, ?> everything) {
        this.json = json;
        this.everything = everything;
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
        context.future(() -> begin(caller, context));
    }

    private CompletableFuture<Void> begin(Caller caller, Context context) {
        try {
            ServletOutputStream output = context.res().getOutputStream();
            EventStream stream = new EventStream(caller, output);
            CompletableFuture<Void> end = stream.end().whenComplete((nothing, failure) -> streams.remove(stream));
            // Before everything is looked at: what happens from here on is heard of.
            streams.add(stream);
            try {
                stream.begin(snapshot(caller.scope()));
                output.setWriteListener(stream);
            } catch (RuntimeException e) {
                stream.finish();
                throw e;
            }
            if (closed) {
                stream.finish();
            }
            return end;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many are open. */
    int size() {
        return streams.size();
    }

    /** The same bytes for all who come before something happens. */
    private byte[] snapshot(StreamScope scope) {
        long now = version.get();
        Snapshot known = snapshots.get(scope);
        if (known != null && known.version() == now) {
            return known.frame();
        }
        byte[] frame = frame("all", everything.apply(scope));
        snapshots.put(scope, new Snapshot(now, frame));
        return frame;
    }

    void publish(LiveEvent event) {
        version.incrementAndGet();
        snapshots.clear();
        Map<StreamScope, Optional<byte[]>> frames = new HashMap<>();
        IdentityHashMap<Object, byte[]> written = new IdentityHashMap<>();
        for (EventStream stream : streams) {
            frames.computeIfAbsent(
                            stream.scope(),
                            scope -> event.seenBy(scope)
                                    .map(data -> written.computeIfAbsent(data, each -> frame(event.name(), each))))
                    .ifPresent(frame -> offer(stream, frame));
        }
    }

    private byte[] frame(String event, Object data) {
        return ("event: " + event + "\ndata: " + json.text(data) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private void offer(EventStream stream, byte[] frame) {
        stream.offer(frame);
        if (stream.schedule()) {
            scheduled.add(stream);
        }
    }

    private void sendAll() {
        long lookedNanos = System.nanoTime();
        try {
            while (!closed) {
                EventStream next = scheduled.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null && streams.size() > FEW_STREAMS) {
                    Thread.sleep(BEAT_MILLIS);
                }
                for (int left = scheduled.size(); next != null; left--) {
                    next.send();
                    next = left > 0 ? scheduled.poll() : null;
                }
                long now = System.nanoTime();
                if (now - lookedNanos >= TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
                    lookedNanos = now;
                    look(now);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(long nowNanos) {
        for (EventStream stream : streams) {
            if (!stream.caller().still().getAsBoolean()) {
                stream.finish();
            } else if (stream.idleNanos(nowNanos) > SILENCE_NANOS) {
                offer(stream, STILL_HERE);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        sender.interrupt();
        streams.forEach(EventStream::finish);
    }
}
