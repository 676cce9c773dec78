package io.winnow.decode.flink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The streams of a reader that are not being read: those that wait for their turn, and those that are paused. */
final class ParkedStreams {
    private final Deque<VideoSplit> waiting = new ArrayDeque<>();
    private final Map<String, VideoSplit> paused = new LinkedHashMap<>();

    void add(Collection<VideoSplit> splits) {
        splits.forEach(split -> {
            if (split.paused()) {
                paused.put(split.splitId(), split);
            } else {
                await(split);
            }
        });
    }

    /** One that goes on for as long as it likes waits for none. */
    private void await(VideoSplit split) {
        if (split.plan().lasting()) {
            waiting.addFirst(split);
        } else {
            waiting.addLast(split);
        }
    }

    /** Puts one in the line again that was paused. */
    void resume(String split) {
        Optional.ofNullable(paused.remove(split)).ifPresent(this::await);
    }

    /**
     * Whether the next in the line can be read now.
     *
     * @param room whether there is room for one that is to end
     */
    boolean opensNext(boolean room) {
        VideoSplit next = waiting.peek();
        return next != null && (next.plan().lasting() || room);
    }

    boolean isEmpty() {
        return waiting.isEmpty() && paused.isEmpty();
    }

    /** The next in the line. */
    VideoSplit next() {
        return waiting.remove();
    }

    /** Takes one out; there is at least one. */
    VideoSplit takeAny() {
        if (!waiting.isEmpty()) {
            return waiting.remove();
        }
        VideoSplit first = paused.values().iterator().next();
        paused.remove(first.splitId());
        return first;
    }

    /** Takes one out, whether it waits or is paused. */
    Optional<VideoSplit> take(String split) {
        Optional<VideoSplit> waits = waiting.stream()
                .filter(candidate -> candidate.splitId().equals(split))
                .findFirst();
        waits.ifPresent(waiting::remove);
        return waits.isPresent() ? waits : Optional.ofNullable(paused.remove(split));
    }

    List<VideoSplit> splits() {
        List<VideoSplit> splits = new ArrayList<>(waiting);
        splits.addAll(paused.values());
        return splits;
    }
}
