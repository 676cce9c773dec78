package io.winnow.model.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The obvious twin of the queue: a list of everything that waits, looked through from the start each time. */
final class SlowQueue {
    private final BatcherOptions options;
    private final List<Waiting<Integer, Integer>> waiting = new ArrayList<>();
    private final Map<String, List<String>> turns = new HashMap<>();

    SlowQueue(BatcherOptions options) {
        this.options = options;
    }

    void add(Waiting<Integer, Integer> item) {
        List<String> streams = turns.computeIfAbsent(group(item), group -> new ArrayList<>());
        if (!streams.contains(item.item().stream())) {
            streams.add(item.item().stream());
        }
        waiting.add(item);
    }

    private String group(Waiting<Integer, Integer> item) {
        double ratio = Math.log1p(options.maxPadding());
        double lengths = ratio == 0
                ? item.item().length()
                : Math.floor(Math.log(item.item().length()) / ratio);
        return item.item().kind() + "/" + (int) lengths;
    }

    List<Integer> take(long now, boolean atOnce) {
        List<String> ready = waiting.stream()
                .sorted(Comparator.comparingLong(Waiting::number))
                .map(this::group)
                .distinct()
                .filter(group -> atOnce || isReady(group, now))
                .toList();
        return ready.isEmpty() ? List.of() : takeFrom(ready.get(0));
    }

    private boolean isReady(String group, long now) {
        long tokens = in(group).mapToLong(item -> item.item().length()).sum();
        return in(group).count() >= options.maxItems()
                || tokens >= options.maxTokens()
                || in(group)
                        .anyMatch(item ->
                                now - item.arrivedNanos() >= options.linger().toNanos());
    }

    private Stream<Waiting<Integer, Integer>> in(String group) {
        return waiting.stream().filter(item -> group(item).equals(group));
    }

    private List<Integer> takeFrom(String group) {
        List<String> streams = turns.getOrDefault(group, new ArrayList<>());
        List<Integer> batch = new ArrayList<>();
        long longest = 0;
        while (batch.size() < options.maxItems() && !streams.isEmpty()) {
            String stream = streams.get(0);
            Waiting<Integer, Integer> head = in(group)
                    .filter(item -> item.item().stream().equals(stream))
                    .findFirst()
                    .orElseThrow();
            longest = Math.max(longest, head.item().length());
            if (!batch.isEmpty() && longest * (batch.size() + 1) > options.maxTokens()) {
                break;
            }
            batch.add(head.item().value());
            waiting.remove(head);
            streams.remove(0);
            if (in(group).anyMatch(item -> item.item().stream().equals(stream))) {
                streams.add(stream);
            }
        }
        return batch;
    }
}
