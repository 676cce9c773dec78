package io.winnow.jobs.kafka;

import io.winnow.decode.PieceTopics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Follows each topic once, however many streams of it are read. */
final class PieceClient implements PieceTopics.Client {
    private final Function<String, PieceFollower> followers;
    private final Map<String, PieceFollower> followed = new HashMap<>();
    private final List<PieceFollower> ending = new ArrayList<>();
    private boolean closed;

    /** @param followers makes one for a topic, which has not begun */
    PieceClient(Function<String, PieceFollower> followers) {
        this.followers = followers;
    }

    @Override
    public synchronized PieceTopics.Following follow(String topic, PieceTopics.Listener listener) {
        if (closed) {
            listener.failed(PieceFollower.ENDED);
            return () -> {};
        }
        PieceFollower follower = followed.get(topic);
        if (follower == null || !follower.add(listener)) {
            follower = followers.apply(topic);
            follower.add(listener);
            followed.put(topic, follower);
            follower.start();
        }
        PieceFollower chosen = follower;
        return () -> leave(topic, chosen, listener);
    }

    private synchronized void leave(String topic, PieceFollower follower, PieceTopics.Listener listener) {
        if (follower.remove(listener)) {
            follower.end();
            followed.remove(topic, follower);
            ending.removeIf(PieceFollower::ended);
            ending.add(follower);
        }
    }

    /** Waits until nothing is read any more, but not for ever. */
    @Override
    public void close() {
        try {
            for (PieceFollower follower : endAll()) {
                follower.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<PieceFollower> endAll() {
        closed = true;
        followed.values().forEach(PieceFollower::end);
        ending.addAll(followed.values());
        followed.clear();
        return List.copyOf(ending);
    }
}
