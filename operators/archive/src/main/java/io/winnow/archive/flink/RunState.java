package io.winnow.archive.flink;

import io.winnow.archive.TopicRow;
import io.winnow.records.OrdinalTracker;
import io.winnow.records.Origin;
import io.winnow.records.Placed;
import io.winnow.records.TokenRecord;
import io.winnow.records.flink.RecordTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** What is remembered of the current partition: the records of the object that is not full yet, and which have been seen. */
final class RunState {
    /** Name of a state that every partition has whose object is not full yet. */
    static final String OPEN = "open";

    private final MapState<String, OrdinalTracker> seen;
    private final ListState<Placed> open;

    RunState(KeyedStateStore store) {
        seen = store.getMapState(new MapStateDescriptor<>("seen", Types.STRING, RecordTypes.ORDINAL_TRACKER));
        open = store.getListState(new ListStateDescriptor<>(OPEN, RecordTypes.PLACED));
    }

    /** Whether an element of this origin is new; it is a repeat from then on. */
    boolean accept(Origin origin) throws Exception {
        String producer = origin.run() + "/" + origin.stage() + "/" + origin.stream();
        OrdinalTracker tracker = seen.get(producer);
        OrdinalTracker known = tracker == null ? new OrdinalTracker() : tracker;
        boolean isNew = known.accept(origin);
        seen.put(producer, known);
        return isNew;
    }

    void add(Placed record) throws Exception {
        open.add(record);
    }

    /** The records that wait, in the order of their offsets. */
    List<TopicRow> rows() throws Exception {
        List<TopicRow> rows = new ArrayList<>();
        for (Placed placed : open.get()) {
            if (placed.element() instanceof TokenRecord record) {
                rows.add(TopicRow.of(placed.offset(), record));
            }
        }
        return rows;
    }

    /** How much waits. */
    Waiting waiting() throws Exception {
        Waiting waiting = new Waiting();
        for (Placed placed : open.get()) {
            if (placed.element() instanceof TokenRecord record) {
                waiting.add(record);
            }
        }
        return waiting;
    }

    void clear() {
        open.clear();
    }
}
