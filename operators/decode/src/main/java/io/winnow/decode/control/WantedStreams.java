package io.winnow.decode.control;

import io.winnow.decode.SourceAddress;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamControl.Action;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sources of a pipeline's definition, changed by the wishes that hold. A wish is about a source with all its streams, or about a single stream of a folder, which is then the stronger. */
public final class WantedStreams {
    private final Map<String, SourceAddress> definition = new LinkedHashMap<>();
    private final Map<String, StreamControl> wishes = new HashMap<>();
    private final Set<String> undecided = new HashSet<>();

    /**
     * A source that is wanted.
     *
     * @param addedMillis when it was added; 0 where the definition has it
     * @param firstEpoch the least that its streams may begin with: what is of earlier ones was forgotten
     */
    public record Wanted(SourceAddress address, long addedMillis, long firstEpoch) {}

    /** Those of a definition, each with an id of its own. */
    public WantedStreams(List<SourceAddress> definition) {
        definition.forEach(source -> this.definition.put(source.id(), source));
    }

    /** Takes a wish in the place of the one before. */
    public void wish(StreamControl control) {
        wishes.put(control.stream(), control);
        undecided.remove(control.stream());
    }

    /** Gives back to the definition what it says of a stream. */
    public void withdraw(String stream) {
        wishes.remove(stream);
        undecided.remove(stream);
    }

    /** Leaves a stream as it is: what was wished of it last cannot be done. */
    public void leave(String stream) {
        if (!wishes.containsKey(stream)) {
            undecided.add(stream);
        }
    }

    /** Whether nothing can be said of a source, so that it stays what it is. */
    public boolean undecided(String source) {
        return undecided.contains(source);
    }

    /** Ids of all sources that there are or were wishes about, those of the definition first. */
    public Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>(definition.keySet());
        ids.addAll(wishes.keySet());
        return ids;
    }

    /** Where a source's streams come from; empty where none of this id is wanted. */
    public Optional<Wanted> source(String id) {
        StreamControl wish = wishes.get(id);
        if (wish != null && (wish.action() == Action.REMOVE || wish.action() == Action.FORGET)) {
            return Optional.empty();
        }
        long firstEpoch = wish == null ? 0 : ForgottenStreams.firstEpoch(wish.forgottenMillis());
        return wish != null && wish.namesSource()
                ? Optional.of(
                        new Wanted(new SourceAddress(id, wish.source(), wish.policy()), wish.addedMillis(), firstEpoch))
                : Optional.ofNullable(definition.get(id)).map(source -> new Wanted(source, 0, firstEpoch));
    }

    /**
     * What a stream is to do.
     *
     * @param now what it does, which it goes on with where nothing can be said
     */
    public Standing standing(String stream, String source, Standing now) {
        StreamControl wish = wishes.containsKey(stream) ? wishes.get(stream) : wishes.get(source);
        if (wish == null) {
            return undecided.contains(stream) || undecided.contains(source) ? now : Standing.READ;
        }
        return switch (wish.action()) {
            case REMOVE, FORGET -> Standing.REMOVED;
            case PAUSE -> Standing.PAUSED;
            case ADD, RESUME -> Standing.READ;
        };
    }

    /** The source that a stream belongs to: the one with the longest id that the stream's is, or begins with. */
    public Optional<String> sourceOf(String stream) {
        return ids().stream()
                .filter(id -> source(id).isPresent() && (stream.equals(id) || stream.startsWith(id + "/")))
                .max((a, b) -> Integer.compare(a.length(), b.length()));
    }
}
