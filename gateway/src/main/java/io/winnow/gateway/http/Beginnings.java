package io.winnow.gateway.http;

import io.winnow.gateway.http.EventLog.Beginning;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The beginnings on their way to event streams. Each is held until the slowest connection that it was written to has taken it, so a key has few different ones on the way: whoever comes beyond shares one of them or waits until one was
 * taken. Safe for use by many threads.
 */
final class Beginnings {
    static final int MOST_OF_A_KEY = 8;

    /** Of each key the frames on their way, and to how many streams. Not what comes after a frame, which would be held too. */
    private final Map<String, Map<byte[], Integer>> frames = new HashMap<>();

    /** What a stream of a key begins with; empty while it has to wait. */
    Optional<Beginning> take(String key, EventLog log, long nowNanos) {
        // Made without the lock: it takes a while.
        Optional<Beginning> next = isFull(key) ? log.made(nowNanos) : Optional.of(log.beginning(nowNanos));
        return next.filter(beginning -> enter(key, beginning.frame()));
    }

    private synchronized boolean isFull(String key) {
        return frames.getOrDefault(key, Map.of()).size() >= MOST_OF_A_KEY;
    }

    private synchronized boolean enter(String key, byte[] frame) {
        Map<byte[], Integer> own = frames.computeIfAbsent(key, any -> new IdentityHashMap<>());
        if (own.size() >= MOST_OF_A_KEY && !own.containsKey(frame)) {
            return false;
        }
        own.merge(frame, 1, Integer::sum);
        return true;
    }

    /** A stream's connection has taken what it began with, or takes nothing any more. */
    synchronized void leave(String key, byte[] frame) {
        frames.computeIfPresent(key, (any, own) -> {
            own.computeIfPresent(frame, (same, streams) -> streams == 1 ? null : streams - 1);
            return own.isEmpty() ? null : own;
        });
    }
}
