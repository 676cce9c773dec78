package io.winnow.gateway.live;

import io.winnow.gateway.keys.StreamScope;
import java.util.Optional;
import java.util.function.Function;

/** Something that those who watch should hear of at once, as far as it lies within what they may see. */
public final class LiveEvent {
    private static final String ALL = "all";

    private final String name;
    private final Optional<String> state;
    private final Function<StreamScope, Optional<?>> view;

    private LiveEvent(String name, Optional<String> state, Function<StreamScope, Optional<?>> view) {
        this.name = name;
        this.state = state;
        this.view = view;
    }

    /** One that each scope sees in its own way, or not at all. */
    static LiveEvent of(String name, Function<StreamScope, Optional<?>> view) {
        return new LiveEvent(name, Optional.empty(), view);
    }

    /** One that is about a stream; an empty id is each. */
    static LiveEvent about(String stream, String name, Object data) {
        Optional<Object> shown = Optional.of(data);
        return of(name, scope -> stream.isEmpty() || scope.sees(stream) ? shown : Optional.empty());
    }

    /** One that everyone sees. */
    static LiveEvent toAll(String name, Object data) {
        Optional<Object> shown = Optional.of(data);
        return of(name, scope -> shown);
    }

    /** Everything, as each scope sees it: who has heard it needs nothing from before. */
    static LiveEvent all(Function<StreamScope, Optional<?>> view) {
        return of(ALL, view);
    }

    /** The same where it tells how something now is, by what that is: who has heard it needs nothing that was told of the same before. */
    LiveEvent newestOf(String what) {
        return new LiveEvent(name, Optional.of(what), view);
    }

    /** {@code all}, {@code line}, {@code stream}, {@code removed}, {@code question}, {@code writing}, {@code answer}, {@code standing}, {@code standing-removed} or {@code alert}. */
    public String name() {
        return name;
    }

    /** What it tells the state of; empty where it tells what has happened, and each such event counts. */
    public Optional<String> state() {
        return state;
    }

    /** Whether it tells everything. */
    public boolean isAll() {
        return name.equals(ALL);
    }

    /** One of {@link Views}, or the id of what was removed; empty where it is none of the scope's business. The same object for all scopes that see the same. */
    public Optional<?> seenBy(StreamScope scope) {
        return view.apply(scope);
    }
}
