package io.winnow.read.flink;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The requests that were put to streams. What must be known of them after a restore is in their stream's state; which of them wait for windows, and which windows must stay for them, follows from it. For
 * the task's thread.
 */
final class Docket {
    private final StreamState state;
    private final Consumer<String> key;
    private final Map<String, Set<String>> waiting = new HashMap<>();
    private final Pins pins = new Pins();

    /** @param key makes a stream the current key */
    Docket(StreamState state, Consumer<String> key) {
        this.state = state;
        this.key = key;
    }

    /** Streams that were asked about, whether or not anything of them has come. */
    Set<String> asked() {
        return Set.copyOf(waiting.keySet());
    }

    /** Numbers of the windows of a stream that must stay. */
    Collection<Long> pinned(String stream) {
        return pins.of(stream);
    }

    /** Keys of the requests that wait for a stream, in the order in which they were put to it. */
    List<String> waiting(String stream) {
        return List.copyOf(waiting.getOrDefault(stream, Set.of()));
    }

    /** What is known of a request; nothing where it was never put to the stream, or is forgotten. */
    Optional<Request> request(String stream, String id) throws Exception {
        key.accept(stream);
        return state.request(id);
    }

    /** The requests to a stream that are not settled. */
    List<Request> open(String stream) throws Exception {
        key.accept(stream);
        List<Request> open = new ArrayList<>();
        for (Request request : state.requests().values()) {
            if (!request.settled()) {
                open.add(request);
            }
        }
        return open;
    }

    /** Adds a request. */
    void add(String stream, Request request) throws Exception {
        key.accept(stream);
        state.requests().put(request.key(), request);
        resume(stream, request);
    }

    /** Takes up an open request that its stream's state has. */
    void resume(String stream, Request request) {
        pins.put(stream, request.key(), request.windows());
        if (!request.admitted()) {
            waiting.computeIfAbsent(stream, any -> new LinkedHashSet<>()).add(request.key());
        }
    }

    /** Fixes the windows that a request reads; it waits no more. */
    void admit(String stream, Request request, List<Long> windows) throws Exception {
        key.accept(stream);
        state.requests().put(request.key(), request.admitted(windows));
        pins.put(stream, request.key(), windows);
        waitsNoMore(stream, request.key());
    }

    /** Remembers of a request that it is settled, and nothing else. */
    void settle(String stream, String id) throws Exception {
        key.accept(stream);
        state.requests().put(id, Request.SETTLED);
        pins.remove(stream, id);
        waitsNoMore(stream, id);
    }

    /** Forgets a request; asked again, it is a new one. */
    void remove(String stream, String id) throws Exception {
        settle(stream, id);
        state.requests().remove(id);
    }

    private void waitsNoMore(String stream, String id) {
        Optional.ofNullable(waiting.get(stream)).ifPresent(ids -> ids.remove(id));
    }
}
