package io.winnow.gateway.http;

import io.javalin.http.sse.SseClient;
import io.winnow.gateway.live.LiveEvent;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sends events to every open page. Each has a queue and a thread, so that a slow one keeps nobody waiting; one that falls behind is closed, and comes back by itself. */
final class EventHub implements AutoCloseable {
    private static final int QUEUE = 512;
    private static final int MOST_CLIENTS = 64;
    private static final long HEARTBEAT_SECONDS = 15;

    private final Json json;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    EventHub(Json json) {
        this.json = json;
    }

    /** Takes a new page in: first everything at once, then what happens. */
    void open(SseClient client, Supplier<?> everything) {
        if (listeners.size() >= MOST_CLIENTS) {
            client.sendEvent("full", "{}");
            client.close();
            return;
        }
        client.keepAlive();
        Listener listener = new Listener(client);
        listeners.add(listener);
        client.onClose(listener::end);
        listener.offer(new Message("all", json.text(everything.get())));
        listener.start();
    }

    void publish(LiveEvent event) {
        if (!listeners.isEmpty()) {
            Message message = new Message(event.name(), json.text(event.data()));
            listeners.forEach(listener -> listener.offer(message));
        }
    }

    @Override
    public void close() {
        listeners.forEach(Listener::end);
    }

    private record Message(String event, String data) {}

    private final class Listener {
        private final SseClient client;
        private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(QUEUE);
        private final Thread thread;

        Listener(SseClient client) {
            this.client = client;
            this.thread = new Thread(this::send, "gateway-events");
            this.thread.setDaemon(true);
        }

        void start() {
            thread.start();
        }

        void offer(Message message) {
            if (!queue.offer(message)) {
                end();
            }
        }

        void end() {
            if (listeners.remove(this)) {
                thread.interrupt();
            }
        }

        private void send() {
            try {
                while (listeners.contains(this) && !client.terminated()) {
                    Message message = queue.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                    if (message == null) {
                        client.sendComment("still here");
                    } else {
                        client.sendEvent(message.event(), message.data());
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                listeners.remove(this);
                client.close();
            }
        }
    }
}
