package io.winnow.model.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Waiting items that may share a batch: a lane a stream, in the order in which the streams' turns come. */
final class Lanes<I, O> {
    private final LinkedHashMap<String, ArrayDeque<Waiting<I, O>>> lanes = new LinkedHashMap<>();
    private int items;
    private long tokens;

    void add(Waiting<I, O> waiting) {
        lanes.computeIfAbsent(waiting.item().stream(), stream -> new ArrayDeque<>())
                .add(waiting);
        items++;
        tokens += waiting.item().length();
    }

    boolean isEmpty() {
        return lanes.isEmpty();
    }

    boolean fills(BatcherOptions options) {
        return items >= options.maxItems() || tokens >= options.maxTokens();
    }

    Waiting<I, O> oldest() {
        Iterator<ArrayDeque<Waiting<I, O>>> each = lanes.values().iterator();
        Waiting<I, O> oldest = each.next().getFirst();
        while (each.hasNext()) {
            Waiting<I, O> head = each.next().getFirst();
            oldest = head.number() < oldest.number() ? head : oldest;
        }
        return oldest;
    }

    /** One item of each stream in turn, until the batch is full. */
    List<Waiting<I, O>> take(BatcherOptions options) {
        List<Waiting<I, O>> batch = new ArrayList<>();
        long longest = 0;
        while (!lanes.isEmpty() && batch.size() < options.maxItems()) {
            Map.Entry<String, ArrayDeque<Waiting<I, O>>> lane =
                    lanes.entrySet().iterator().next();
            Waiting<I, O> head = lane.getValue().getFirst();
            longest = Math.max(longest, head.item().length());
            if (!batch.isEmpty() && longest * (batch.size() + 1) > options.maxTokens()) {
                break;
            }
            batch.add(head);
            endTurn(lane.getKey(), lane.getValue());
        }
        return batch;
    }

    private void endTurn(String stream, ArrayDeque<Waiting<I, O>> lane) {
        items--;
        tokens -= lane.removeFirst().item().length();
        lanes.remove(stream);
        if (!lane.isEmpty()) {
            lanes.put(stream, lane);
        }
    }
}
