package io.winnow.jobs.kafka;

import io.winnow.decode.PieceTopics;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Follows each topic once, however many streams of it are read. */
final class PieceClient implements PieceTopics.Client {
    private final Function<String, PieceFollower> followers;
    private final Map<String, PieceFollower> followed = new HashMap<>();

    /** @param followers makes one for a topic, which has not begun */
    PieceClient(Function<String, PieceFollower> followers) {
        this.followers = followers;
    }

    @Override
    public synchronized PieceTopics.Following follow(String topic, PieceTopics.Listener listener) {
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
        }
    }

    @Override
    public synchronized void close() {
        followed.values().forEach(PieceFollower::end);
        try {
            for (PieceFollower follower : followed.values()) {
                follower.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        followed.clear();
    }
}
