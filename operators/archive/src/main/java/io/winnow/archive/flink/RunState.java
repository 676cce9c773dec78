package io.winnow.archive.flink;

import io.winnow.archive.TopicRow;
import io.winnow.records.OrdinalTracker;
import io.winnow.records.Origin;
import io.winnow.records.Placed;
import io.winnow.records.StreamEvent;
import io.winnow.records.TokenRecord;
import io.winnow.records.flink.RecordTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** What is remembered of the current partition: the records of the object that is not full yet, which have been seen, and which objects were written lately. */
final class RunState {
    /** Name of a state that every partition has whose object is not full yet. */
    static final String OPEN = "open";

    /** Name of a state that every partition has of which an object was written lately. */
    static final String LATELY = "lately";

    private static final String FORGOTTEN = "FORGOTTEN";

    /** A job hears within seconds of what is forgotten, and otherwise when it is there again. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final MapState<String, OrdinalTracker> seen;
    private final ListState<Placed> open;
    private final MapState<String, Long> lately;

    RunState(KeyedStateStore store) {
        seen = store.getMapState(new MapStateDescriptor<>("seen", Types.STRING, RecordTypes.ORDINAL_TRACKER));
        open = store.getListState(new ListStateDescriptor<>(OPEN, RecordTypes.PLACED));
        lately = store.getMapState(new MapStateDescriptor<>(LATELY, Types.STRING, Types.LONG));
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

    /** What stands for a record that was forgotten: objects end where they would with it, and have the name that they would have. */
    static Placed gone(Placed placed, TokenRecord record) {
        return new Placed(
                placed.partition(),
                placed.offset(),
                new StreamEvent(
                        record.origin(),
                        StreamEvent.Kind.GAP,
                        FORGOTTEN,
                        record.contentBytes(),
                        true,
                        Map.of(),
                        record.ingestMillis()));
    }

    /** Drops the records that wait and were forgotten. */
    void drop(Predicate<Origin> forgotten) throws Exception {
        List<Placed> left = new ArrayList<>();
        for (Placed placed : open.get()) {
            boolean drops = placed.element() instanceof TokenRecord record && forgotten.test(record.origin());
            left.add(drops ? gone(placed, (TokenRecord) placed.element()) : placed);
        }
        open.update(left);
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

    /** Where the first of them stood, or of what was forgotten among them. */
    long firstOffset() throws Exception {
        long first = Long.MAX_VALUE;
        for (Placed placed : open.get()) {
            first = Math.min(first, placed.offset());
        }
        return first;
    }

    /** How much waits. */
    Waiting waiting() throws Exception {
        Waiting waiting = new Waiting();
        for (Placed placed : open.get()) {
            if (placed.element() instanceof TokenRecord record) {
                waiting.add(record.ingestMillis(), record.contentBytes());
            } else if (placed.element() instanceof StreamEvent gone) {
                waiting.add(gone.ingestMillis(), gone.count());
            }
        }
        return waiting;
    }

    /** What waited is an object now, or nothing. */
    void clear() {
        open.clear();
    }

    /** Remembers an object that is written, and of those before what was written shortly before. */
    void written(String object, long nowMillis) throws Exception {
        Iterator<Map.Entry<String, Long>> earlier = lately.iterator();
        while (earlier.hasNext()) {
            if (earlier.next().getValue() < nowMillis - RECENT.toMillis()) {
                earlier.remove();
            }
        }
        lately.put(object, nowMillis);
    }

    /** Objects that were written last, and shortly before. */
    List<String> lately() throws Exception {
        List<String> objects = new ArrayList<>();
        lately.keys().forEach(objects::add);
        return objects;
    }
}
