package io.winnow.read.flink;

import io.winnow.read.Thinning;
import io.winnow.records.Clock;
import io.winnow.records.OrdinalTracker;
import io.winnow.records.Origin;
import io.winnow.records.PrunedWindow;
import io.winnow.records.RecordId;
import io.winnow.records.flink.RecordTypes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** State of the stream that is the current key: its windows within the limit, what has been seen of it, and the requests put to it. */
final class StreamState {
    /** Name of a state that every known stream has. */
    static final String INFO = "stream";

    /** Name of a state that every stream has that was asked about. */
    static final String REQUESTS = "requests";

    private static final int REFUSED = 1_000;

    /** The share of the limit that is left when the oldest windows go, so that they do not go one by one. */
    private static final double LEFT = 0.9;

    private final int keptTokens;
    private final MapState<String, OrdinalTracker> trackers;
    private final ValueState<StreamInfo> info;
    private final MapState<Long, PrunedWindow> windows;
    private final MapState<String, Request> requests;
    private final MapState<String, Long> refused;

    /** @param keptTokens most tokens retained of a stream */
    StreamState(KeyedStateStore store, int keptTokens) {
        this.keptTokens = keptTokens;
        trackers = store.getMapState(new MapStateDescriptor<>("ordinals", Types.STRING, RecordTypes.ORDINAL_TRACKER));
        info = store.getState(new ValueStateDescriptor<>(
                INFO, RecordTypes.versioned(StreamInfo.class, StreamInfoFormat.class, true)));
        windows = store.getMapState(new MapStateDescriptor<>("windows", Types.LONG, RecordTypes.PRUNED_WINDOW));
        requests = store.getMapState(new MapStateDescriptor<>(
                REQUESTS, Types.STRING, RecordTypes.versioned(Request.class, RequestFormat.class, true)));
        refused = store.getMapState(new MapStateDescriptor<>("refused", Types.STRING, Types.LONG));
    }

    /** Whether an element is seen for the first time. */
    boolean accept(Origin origin) throws Exception {
        String producer = origin.run() + "/" + origin.stage();
        OrdinalTracker known = trackers.get(producer);
        OrdinalTracker tracker = known == null ? new OrdinalTracker() : known;
        boolean isNew = tracker.accept(origin);
        trackers.put(producer, tracker);
        return isNew;
    }

    /** Whether anything of the stream has come. */
    boolean known() throws Exception {
        return info.value() != null;
    }

    StreamInfo info() throws Exception {
        StreamInfo known = info.value();
        return known == null ? StreamInfo.NEW : known;
    }

    void update(StreamInfo changed) throws Exception {
        info.update(changed);
    }

    MapState<String, Request> requests() {
        return requests;
    }

    Optional<Request> request(String question) throws Exception {
        return Optional.ofNullable(requests.get(question));
    }

    /** Remembers that a window was refused, so that it is taken when it is sent again; the {@value #REFUSED} refused last are. */
    void refused(RecordId window) throws Exception {
        TreeMap<Long, String> byNumber = new TreeMap<>();
        for (Map.Entry<String, Long> entry : refused.entries()) {
            byNumber.put(entry.getValue(), entry.getKey());
        }
        long next = byNumber.isEmpty() ? 0 : byNumber.lastKey() + 1;
        refused.put(window.toString(), next);
        if (byNumber.size() >= REFUSED) {
            refused.remove(byNumber.firstEntry().getValue());
        }
    }

    /** Whether a window that was seen before was refused then; it is not remembered any more. */
    boolean redriven(RecordId window) throws Exception {
        boolean was = refused.contains(window.toString());
        refused.remove(window.toString());
        return was;
    }

    /** Windows retained, by number. */
    SortedMap<Long, PrunedWindow> windows() throws Exception {
        SortedMap<Long, PrunedWindow> sorted = new TreeMap<>();
        for (Map.Entry<Long, PrunedWindow> entry : windows.entries()) {
            sorted.put(entry.getKey(), entry.getValue());
        }
        return sorted;
    }

    /** The newest window, if there is one. It is always retained. */
    Optional<PrunedWindow> last() throws Exception {
        return Optional.ofNullable(windows.get(info().next() - 1));
    }

    /** Those of these numbers that are retained. */
    SortedMap<Long, PrunedWindow> windows(Collection<Long> numbers) throws Exception {
        SortedMap<Long, PrunedWindow> found = new TreeMap<>();
        for (long number : numbers) {
            PrunedWindow window = windows.get(number);
            if (window != null) {
                found.put(number, window);
            }
        }
        return found;
    }

    /** The newest windows, back to the one with which they have more tokens than so many; the newest alone for none. */
    SortedMap<Long, PrunedWindow> newest(int tokens) throws Exception {
        SortedMap<Long, PrunedWindow> newest = new TreeMap<>();
        long number = info().next() - 1;
        long sum = 0;
        for (PrunedWindow window = windows.get(number);
                window != null && sum <= tokens;
                window = windows.get(--number)) {
            newest.put(number, window);
            sum += window.tokens().count();
        }
        return newest;
    }

    /**
     * Retains a window. Where there are too many tokens, the windows of a file are all halved, so that the whole of it stays; of a live stream the oldest go.
     *
     * @param pinned numbers of windows that requests under way read
     */
    void add(PrunedWindow window, Collection<Long> pinned) throws Exception {
        StreamInfo before = info();
        PrunedWindow kept = window;
        for (int i = 0; i < before.thinned(); i++) {
            kept = Thinning.halved(kept);
        }
        windows.put(before.next(), kept);
        info.update(before.added(kept.tokens().count()));
        if (info().tokens() > keptTokens) {
            if (window.span().clock() == Clock.MEDIA) {
                halve();
            } else {
                evict(pinned);
            }
        }
    }

    /**
     * Drops the windows that are not to stay. Numbers go on, also those of windows that stay: no request from before has any of them.
     *
     * @return whether there were any
     */
    boolean drop(Predicate<PrunedWindow> goes) throws Exception {
        SortedMap<Long, PrunedWindow> before = windows();
        List<PrunedWindow> stay = before.values().stream().filter(goes.negate()).toList();
        if (stay.size() == before.size()) {
            return false;
        }
        windows.clear();
        refused.clear();
        StreamInfo known = info();
        update(known.withTokens(0, stay.isEmpty() ? 0 : known.thinned()));
        for (PrunedWindow window : stay) {
            windows.put(info().next(), window);
            update(info().following(window.tokens().count()));
        }
        return true;
    }

    private void halve() throws Exception {
        long tokens = 0;
        for (Map.Entry<Long, PrunedWindow> entry : windows().entrySet()) {
            PrunedWindow half = Thinning.halved(entry.getValue());
            windows.put(entry.getKey(), half);
            tokens += half.tokens().count();
        }
        update(info().withTokens(tokens, info().thinned() + 1));
    }

    private void evict(Collection<Long> pinned) throws Exception {
        SortedMap<Long, PrunedWindow> sorted = windows();
        long tokens = info().tokens();
        for (Map.Entry<Long, PrunedWindow> oldest :
                sorted.headMap(sorted.lastKey()).entrySet()) {
            if (tokens <= LEFT * keptTokens) {
                break;
            }
            if (!pinned.contains(oldest.getKey())) {
                windows.remove(oldest.getKey());
                tokens -= oldest.getValue().tokens().count();
            }
        }
        update(info().withTokens(tokens, info().thinned()));
    }
}
