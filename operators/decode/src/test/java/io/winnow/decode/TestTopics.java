package io.winnow.decode;

import java.util.ArrayList;
import java.util.List;

/** Topics in memory, of which whoever follows hears what is published while it does. */
@SuppressWarnings("serial") // It stays where it is.
public final class TestTopics implements PieceTopics {
    private final List<Followed> followed = new ArrayList<>();

    private record Followed(String topic, Listener listener) {}

    /** Tells all who follow the topic. */
    public synchronized void publish(String topic, String key, byte[] piece) {
        followers(topic).forEach(listener -> listener.came(key, piece));
    }

    /** Nobody who follows the topic hears anything more. */
    public synchronized void fail(String topic, String why) {
        followers(topic).forEach(listener -> listener.failed(why));
    }

    private List<Listener> followers(String topic) {
        return followed.stream()
                .filter(one -> one.topic().equals(topic))
                .map(Followed::listener)
                .toList();
    }

    /** Waits until so many follow. */
    public synchronized void awaitFollowers(int count) throws InterruptedException {
        while (followed.size() != count) {
            wait();
        }
    }

    @Override
    public Client client(int reader) {
        return new Client() {
            @Override
            public Following follow(String topic, Listener listener) {
                Followed one = new Followed(topic, listener);
                change(() -> followed.add(one));
                return () -> change(() -> followed.remove(one));
            }

            @Override
            public void close() {
                // It holds nothing.
            }
        };
    }

    private synchronized void change(Runnable what) {
        what.run();
        notifyAll();
    }
}
