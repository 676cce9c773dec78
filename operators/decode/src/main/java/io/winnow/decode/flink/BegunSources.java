package io.winnow.decode.flink;

import io.winnow.decode.control.WantedStreams.Wanted;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The sources whose streams have been dealt out in this run, and for which wish. */
final class BegunSources {
    private final SortedMap<String, Begun> sources;

    BegunSources(Map<String, Begun> restored) {
        this.sources = new TreeMap<>(restored);
    }

    /** Whether what is wanted of a source is what has begun: the same wish, and nothing that was forgotten since, or nothing on either side. */
    boolean agrees(String id, Optional<Wanted> wanted) {
        Optional<Begun> current = current(id);
        return current.isPresent()
                ? wanted.filter(source -> source.addedMillis() == current.get().addedMillis()
                                && source.firstEpoch() <= current.get().since())
                        .isPresent()
                : wanted.isEmpty();
    }

    private Optional<Begun> current(String id) {
        return Optional.ofNullable(sources.get(id)).filter(source -> !source.removed());
    }

    /** Whether any of it was ever read in this run. */
    boolean ever(String id) {
        return sources.containsKey(id);
    }

    /** Whether a split belongs to what is read of its source now. */
    boolean has(VideoSplit split) {
        return current(split.source())
                .filter(source -> source.since() == split.since())
                .isPresent();
    }

    /**
     * Notes that a source is read from its beginning.
     *
     * @return since when, as its streams are to say
     */
    long begin(String id, Wanted wanted, long nowMillis) {
        Begun earlier = sources.get(id);
        long since = Math.max(wanted.firstEpoch(), earlier == null ? 0 : Math.max(nowMillis, earlier.since() + 1));
        sources.put(id, new Begun(wanted.addedMillis(), since, false));
        return since;
    }

    /** Notes that a source is read no more. */
    void remove(String id) {
        sources.computeIfPresent(id, (any, begun) -> begun.gone());
    }

    SortedMap<String, Begun> state() {
        return sources;
    }
}
