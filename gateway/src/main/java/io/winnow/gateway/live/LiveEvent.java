package io.winnow.gateway.live;

import io.winnow.gateway.keys.StreamScope;
import java.util.Optional;
import java.util.function.Function;

/** Something that those who watch should hear of at once, as far as it lies within what they may see. */
public final class LiveEvent {
    private final String name;
    private final Function<StreamScope, Optional<?>> view;

    private LiveEvent(String name, Function<StreamScope, Optional<?>> view) {
        this.name = name;
        this.view = view;
    }

    /** One that each scope sees in its own way, or not at all. */
    static LiveEvent of(String name, Function<StreamScope, Optional<?>> view) {
        return new LiveEvent(name, view);
    }

    /** One that is about a stream; an empty id is each. */
    static LiveEvent about(String stream, String name, Object data) {
        Optional<Object> shown = Optional.of(data);
        return new LiveEvent(name, scope -> stream.isEmpty() || scope.sees(stream) ? shown : Optional.empty());
    }

    /** One that everyone sees. */
    static LiveEvent toAll(String name, Object data) {
        Optional<Object> shown = Optional.of(data);
        return new LiveEvent(name, scope -> shown);
    }

    /** {@code all}, {@code line}, {@code stream}, {@code removed}, {@code question}, {@code writing}, {@code answer}, {@code standing}, {@code standing-removed} or {@code alert}. */
    public String name() {
        return name;
    }

    /** One of {@link Views}, or the id of what was removed; empty where it is none of the scope's business. The same object for all scopes that see the same. */
    public Optional<?> seenBy(StreamScope scope) {
        return view.apply(scope);
    }
}
