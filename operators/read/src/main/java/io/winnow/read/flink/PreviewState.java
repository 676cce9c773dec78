package io.winnow.read.flink;

import io.winnow.records.Clock;
import io.winnow.records.Preview;
import io.winnow.records.flink.RecordTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** Pictures of the stream that is the current key, within a limit. They are state, so that a question that is answered again after a restore is answered from pictures again. */
final class PreviewState {
    /** The share of the limit that is left when the oldest go, so that they do not go one by one. */
    private static final double LEFT = 0.9;

    private final int most;
    private final ValueState<PreviewInfo> info;
    private final MapState<Long, Preview> previews;

    /** @param most pictures of a stream */
    PreviewState(KeyedStateStore store, int most) {
        this.most = most;
        info = store.getState(new ValueStateDescriptor<>(
                "previews-known", RecordTypes.versioned(PreviewInfo.class, PreviewInfoFormat.class, true)));
        previews = store.getMapState(new MapStateDescriptor<>("previews", Types.LONG, RecordTypes.PREVIEW));
    }

    PreviewInfo info() throws Exception {
        PreviewInfo known = info.value();
        return known == null ? PreviewInfo.NONE : known;
    }

    /** All of them, in the order in which they came. */
    List<Preview> all() throws Exception {
        return new ArrayList<>(sorted().values());
    }

    /**
     * Keeps a picture. Where there are too many, every second one of a file goes, so that the whole of it stays; of a live stream the oldest go. A file that is read again begins anew, and one that
     * was seen before is a repeat.
     */
    void add(Preview preview) throws Exception {
        PreviewInfo before = info();
        long start = preview.span().startMicros();
        boolean older = preview.epoch() < before.epoch();
        if (older || (preview.epoch() == before.epoch() && start <= before.newestMicros())) {
            return;
        }
        boolean file = preview.span().clock() == Clock.MEDIA;
        if (file && preview.epoch() > before.epoch()) {
            previews.clear();
            before = PreviewInfo.NONE;
        }
        PreviewInfo after = before.came(preview.epoch(), start);
        if (before.next() % before.stride() == 0) {
            previews.put(before.next(), preview);
            after = after.keeping(before.kept() + 1);
        }
        if (after.kept() > most) {
            after = file ? halve(after) : evict(after);
        }
        info.update(after);
    }

    /** Drops those that are not to stay. */
    void drop(Predicate<Preview> goes) throws Exception {
        SortedMap<Long, Preview> before = sorted();
        int left = before.size();
        for (Map.Entry<Long, Preview> entry : before.entrySet()) {
            if (goes.test(entry.getValue())) {
                previews.remove(entry.getKey());
                left--;
            }
        }
        if (left == 0) {
            info.clear();
        } else if (left < before.size()) {
            info.update(info().keeping(left));
        }
    }

    private PreviewInfo halve(PreviewInfo full) throws Exception {
        int left = 0;
        for (long number : sorted().keySet()) {
            if (number % (2 * full.stride()) == 0) {
                left++;
            } else {
                previews.remove(number);
            }
        }
        return full.doubled(left);
    }

    private PreviewInfo evict(PreviewInfo full) throws Exception {
        int left = full.kept();
        for (long number : sorted().keySet()) {
            if (left <= LEFT * most) {
                break;
            }
            previews.remove(number);
            left--;
        }
        return full.keeping(left);
    }

    private SortedMap<Long, Preview> sorted() throws Exception {
        SortedMap<Long, Preview> sorted = new TreeMap<>();
        for (Map.Entry<Long, Preview> entry : previews.entries()) {
            sorted.put(entry.getKey(), entry.getValue());
        }
        return sorted;
    }
}
