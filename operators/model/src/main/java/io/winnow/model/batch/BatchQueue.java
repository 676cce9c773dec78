package io.winnow.model.batch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides which items go together and when. For one thread at a time; time is what the caller says. */
final class BatchQueue<I, O> {
    /** No group becomes ready by waiting. */
    static final long NEVER = Long.MAX_VALUE;

    private record Group(String kind, int lengths) {}

    private final BatcherOptions options;
    private final Map<Group, Lanes<I, O>> groups = new HashMap<>();
    private int size;

    BatchQueue(BatcherOptions options) {
        this.options = options;
    }

    int size() {
        return size;
    }

    void add(Waiting<I, O> waiting) {
        groups.computeIfAbsent(group(waiting.item()), group -> new Lanes<>()).add(waiting);
        size++;
    }

    /** Lengths of one group differ by less than the padding that is allowed. */
    private Group group(BatchItem<I> item) {
        double ratio = Math.log1p(options.maxPadding());
        int lengths = ratio == 0 ? item.length() : (int) Math.floor(Math.log(item.length()) / ratio);
        return new Group(item.kind(), lengths);
    }

    /**
     * The next batch: of the groups that are full, have waited long enough, or need not wait, the one with the oldest item. Empty if there is none.
     *
     * @param nowNanos the clock
     * @param atOnce whether no item need wait, because nothing is being computed or the batcher closes
     */
    List<Waiting<I, O>> take(long nowNanos, boolean atOnce) {
        Optional<Map.Entry<Group, Lanes<I, O>>> next = groups.entrySet().stream()
                .filter(group -> atOnce || isReady(group.getValue(), nowNanos))
                .min((one, other) -> Long.compare(
                        one.getValue().oldest().number(),
                        other.getValue().oldest().number()));
        if (next.isEmpty()) {
            return List.of();
        }
        Lanes<I, O> lanes = next.get().getValue();
        List<Waiting<I, O>> batch = lanes.take(options);
        if (lanes.isEmpty()) {
            groups.remove(next.get().getKey());
        }
        size -= batch.size();
        return batch;
    }

    private boolean isReady(Lanes<I, O> lanes, long nowNanos) {
        return lanes.fills(options) || untilExpiry(lanes, nowNanos) <= 0;
    }

    private long untilExpiry(Lanes<I, O> lanes, long nowNanos) {
        return lanes.oldest().arrivedNanos() + options.linger().toNanos() - nowNanos;
    }

    /** How long until a group is ready because it has waited. */
    long untilReadyNanos(long nowNanos) {
        return groups.values().stream()
                .mapToLong(lanes -> Math.max(0, untilExpiry(lanes, nowNanos)))
                .min()
                .orElse(NEVER);
    }
}
