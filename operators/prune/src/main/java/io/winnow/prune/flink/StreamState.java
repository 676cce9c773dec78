package io.winnow.prune.flink;

import io.winnow.prune.StreamMemory;
import io.winnow.prune.window.Place;
import io.winnow.records.OrdinalCounter;
import io.winnow.records.OrdinalTracker;
import io.winnow.records.Origin;
import io.winnow.records.PrunedWindow;
import io.winnow.records.TokenRecord;
import io.winnow.records.flink.RecordTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;

/** What the stage remembers of the current stream. */
final class StreamState implements StreamMemory<Exception> {
    private static final String PLACE = "place";

    private final MapState<String, OrdinalTracker> seen;
    private final ValueState<OrdinalCounter> ordinals;
    private final ValueState<Place> place;
    private final ListState<TokenRecord> open;
    private final ValueState<TokenRecord> before;
    private final ListState<PrunedWindow> earlier;

    StreamState(KeyedStateStore store) {
        seen = store.getMapState(new MapStateDescriptor<>("seen", Types.STRING, RecordTypes.ORDINAL_TRACKER));
        ordinals = store.getState(new ValueStateDescriptor<>("ordinals", RecordTypes.ORDINAL_COUNTER));
        place = store.getState(
                new ValueStateDescriptor<>(PLACE, RecordTypes.versioned(Place.class, PlaceFormat.class, true)));
        open = store.getListState(new ListStateDescriptor<>("open", RecordTypes.TOKEN_RECORD));
        before = store.getState(new ValueStateDescriptor<>("before", RecordTypes.TOKEN_RECORD));
        earlier = store.getListState(new ListStateDescriptor<>("earlier", RecordTypes.PRUNED_WINDOW));
    }

    /** All streams that anything is remembered of. */
    static List<String> streams(KeyedStateBackend<?> all) {
        List<String> streams = new ArrayList<>();
        try (Stream<?> keys = all.getKeys(PLACE, VoidNamespace.INSTANCE)) {
            keys.forEach(key -> streams.add((String) key));
        }
        return streams;
    }

    /** Whether an element of this origin is new; it is a repeat from then on. */
    boolean accept(Origin origin) throws Exception {
        String producer = origin.run() + "/" + origin.stage();
        OrdinalTracker tracker = seen.get(producer);
        OrdinalTracker known = tracker == null ? new OrdinalTracker() : tracker;
        boolean isNew = known.accept(origin);
        seen.put(producer, known);
        return isNew;
    }

    /** The ordinal of the next element of this epoch that leaves. */
    long nextOrdinal(long epoch) throws Exception {
        OrdinalCounter counter = ordinals.value();
        OrdinalCounter known = counter == null ? new OrdinalCounter() : counter;
        long next = known.next(epoch);
        ordinals.update(known);
        return next;
    }

    @Override
    public Place place() throws Exception {
        Place known = place.value();
        return known == null ? Place.begin(Long.MIN_VALUE) : known;
    }

    @Override
    public void place(Place now) throws Exception {
        place.update(now);
    }

    @Override
    public void add(TokenRecord record) throws Exception {
        open.add(record);
    }

    @Override
    public List<TokenRecord> open() throws Exception {
        List<TokenRecord> records = new ArrayList<>();
        open.get().forEach(records::add);
        records.sort(Comparator.comparingLong(TokenRecord::seq));
        return records;
    }

    @Override
    public Optional<TokenRecord> before() throws Exception {
        return Optional.ofNullable(before.value());
    }

    @Override
    public List<PrunedWindow> earlier() throws Exception {
        List<PrunedWindow> windows = new ArrayList<>();
        earlier.get().forEach(windows::add);
        return windows;
    }

    @Override
    public void close(TokenRecord last, PrunedWindow window, int remember) throws Exception {
        open.clear();
        before.update(last);
        if (remember > 0) {
            List<PrunedWindow> windows = earlier();
            windows.add(window);
            earlier.update(windows.subList(Math.max(0, windows.size() - remember), windows.size()));
        }
    }

    @Override
    public void drop() {
        open.clear();
        forget();
    }

    @Override
    public void forget() {
        before.clear();
        earlier.clear();
    }
}
