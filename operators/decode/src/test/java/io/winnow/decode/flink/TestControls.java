package io.winnow.decode.flink;

import io.winnow.decode.control.StreamControls;
import io.winnow.decode.control.StreamWish;
import io.winnow.records.StreamControl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Wishes as a compacted topic keeps them: the newest of each stream. They are heard at once, by whoever follows now. */
@SuppressWarnings("serial") // It stays where it is.
final class TestControls implements StreamControls {
    private final Map<String, StreamWish> newest = new LinkedHashMap<>();
    private final List<String> refused = new ArrayList<>();
    private Optional<Listener> listener = Optional.empty();
    private boolean late;

    /** Nothing is heard before {@link #begin}. */
    TestControls late() {
        late = true;
        return this;
    }

    void begin() {
        late = false;
        listener.orElseThrow().heard(List.copyOf(newest.values()));
    }

    void wish(StreamControl control) {
        put(new StreamWish.Asked(control, (reason, what, hint) -> refused.add(control.stream() + ": " + reason)));
    }

    void withdraw(String stream) {
        put(new StreamWish.Withdrawn(stream));
        newest.remove(stream);
    }

    void garble(String stream) {
        put(new StreamWish.Unreadable(stream));
    }

    private void put(StreamWish wish) {
        newest.put(wish.stream(), wish);
        if (!late) {
            listener.ifPresent(it -> it.heard(List.of(wish)));
        }
    }

    /** Stream and reason of each wish that was refused. */
    List<String> refused() {
        return refused;
    }

    /** Whether anybody follows. */
    boolean followed() {
        return listener.isPresent();
    }

    @Override
    public Following follow(Listener other) {
        listener = Optional.of(other);
        if (!late) {
            begin();
        }
        return () -> listener = Optional.empty();
    }
}
