package io.winnow.decode.control;

import io.winnow.decode.SourceAddress;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamControl.Action;
import io.winnow.records.StreamRules;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sources of a pipeline's definition, changed by the wishes that hold. A wish is about a source with all its streams, or about a single stream of a folder, which is then the stronger. That a folder
 * be forgotten is about all in it, other sources too, and what was wished of them before is void.
 */
public final class WantedStreams {
    private final Map<String, SourceAddress> definition = new LinkedHashMap<>();
    private final Map<String, StreamControl> wishes = new HashMap<>();
    private final Set<String> undecided = new HashSet<>();
    private ForgottenStreams forgotten = ForgottenStreams.NONE;

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
        forgotten = ForgottenStreams.of(wishes.values());
    }

    /** Gives back to the definition what it says of a stream. */
    public void withdraw(String stream) {
        wishes.remove(stream);
        undecided.remove(stream);
        forgotten = ForgottenStreams.of(wishes.values());
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

    /** Ids of those sources that a wish is about: of this id, or in the folder of this id. */
    public Set<String> ids(String id) {
        return ids().stream()
                .filter(source -> StreamRules.isOf(id, source))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Where a source's streams come from; empty where none of this id is wanted. */
    public Optional<Wanted> source(String id) {
        Optional<StreamControl> wish = holding(id);
        if (forgotten.stands(id) || wish.filter(WantedStreams::ends).isPresent()) {
            return Optional.empty();
        }
        long firstEpoch = ForgottenStreams.firstEpoch(forgotten.atMillis(id));
        return wish.filter(StreamControl::namesSource)
                .map(it -> new Wanted(new SourceAddress(id, it.source(), it.policy()), it.addedMillis(), firstEpoch))
                .or(() -> Optional.ofNullable(definition.get(id)).map(source -> new Wanted(source, 0, firstEpoch)));
    }

    /** What is wished of an id and is not void since its folder was forgotten later. */
    private Optional<StreamControl> holding(String id) {
        return Optional.ofNullable(wishes.get(id)).filter(wish -> {
            long since = wish.namesSource() ? wish.addedMillis() : wish.askedMillis();
            long at = forgotten.atMillis(id);
            return ends(wish) || wish.forgottenMillis() >= at || since > at;
        });
    }

    private static boolean ends(StreamControl wish) {
        return wish.action() == Action.REMOVE || wish.action() == Action.FORGET;
    }

    /**
     * What a stream is to do.
     *
     * @param now what it does, which it goes on with where nothing can be said
     */
    public Standing standing(String stream, String source, Standing now) {
        if (forgotten.stands(stream)) {
            return Standing.REMOVED;
        }
        Optional<StreamControl> wish = holding(stream).or(() -> holding(source));
        if (wish.isEmpty()) {
            return undecided.contains(stream) || undecided.contains(source) ? now : Standing.READ;
        }
        return switch (wish.get().action()) {
            case REMOVE, FORGET -> Standing.REMOVED;
            case PAUSE -> Standing.PAUSED;
            case ADD, RESUME -> Standing.READ;
        };
    }

    /** The source that a stream belongs to: the one with the longest id that the stream's is, or begins with. */
    public Optional<String> sourceOf(String stream) {
        return ids().stream()
                .filter(id -> source(id).isPresent() && StreamRules.isOf(id, stream))
                .max((a, b) -> Integer.compare(a.length(), b.length()));
    }
}
