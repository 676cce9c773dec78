package io.winnow.gateway.live;

import io.winnow.records.MetricSnapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/** The last seconds of each subtask's metrics: totals over all subtasks, and rates. Not safe for use by many threads. */
final class MetricHistory {
    /** Over which a rate is taken. */
    static final long RATE_MILLIS = 10_000;

    private static final int LONGEST = 128;

    private final Map<String, Subtask> bySubtask = new HashMap<>();

    /** What one subtask has told, oldest first, all of it by one clock: that of the machine it runs on. */
    private static final class Subtask {
        private final Deque<MetricSnapshot> told = new ArrayDeque<>();
        private long heardMillis;

        void add(MetricSnapshot snapshot, long atMillis) {
            long ahead = told.isEmpty() ? -1 : told.getLast().atMillis() - snapshot.atMillis();
            if (ahead >= 0 && ahead < RATE_MILLIS) {
                // Written again, or overtaken on the way.
                return;
            }
            if (ahead >= RATE_MILLIS) {
                // It runs on another machine now.
                told.clear();
            }
            told.addLast(snapshot);
            heardMillis = atMillis;
            while (told.size() > LONGEST
                    || (told.size() > 2 && told.getFirst().atMillis() < snapshot.atMillis() - RATE_MILLIS)) {
                told.removeFirst();
            }
        }

        MetricSnapshot newest() {
            return told.getLast();
        }

        double rate(String name) {
            MetricSnapshot oldest = told.getFirst();
            long millis = newest().atMillis() - oldest.atMillis();
            double grown =
                    newest().values().getOrDefault(name, 0.0) - oldest.values().getOrDefault(name, 0.0);
            return millis == 0 ? 0 : Math.max(0, grown) * 1000 / millis;
        }
    }

    /** @param heardMillis when it came, by this machine's clock */
    void add(MetricSnapshot snapshot, long heardMillis) {
        bySubtask
                .computeIfAbsent(snapshot.stage() + "/" + snapshot.subtask(), key -> new Subtask())
                .add(snapshot, heardMillis);
    }

    void clear() {
        bySubtask.clear();
    }

    /** Sum of a metric over all subtasks. */
    double total(String name) {
        return fold(name, "", Double::sum);
    }

    /** The same, of one stage alone. */
    double total(String name, String stage) {
        return fold(name, stage, Double::sum);
    }

    /** Largest value of a metric among all subtasks. */
    double largest(String name) {
        return fold(name, "", Math::max);
    }

    /** The same, of one stage alone. */
    double largest(String name, String stage) {
        return fold(name, stage, Math::max);
    }

    boolean knows(String name) {
        return latest().stream().anyMatch(snapshot -> snapshot.values().containsKey(name));
    }

    /** Sums of a labelled metric, by the label's value. */
    Map<String, Double> byLabel(String name) {
        return byLabel(name, "");
    }

    /** The same, of one stage alone; an empty stage means all. */
    Map<String, Double> byLabel(String name, String stage) {
        Map<String, Double> sums = new TreeMap<>();
        for (MetricSnapshot snapshot : latest()) {
            if (stage.isEmpty() || snapshot.stage().equals(stage)) {
                snapshot.values().forEach((key, value) -> {
                    if (key.startsWith(name + "{") && key.endsWith("}") && value > 0) {
                        String label = key.substring(key.indexOf('=') + 1, key.length() - 1);
                        sums.merge(label, value, Double::sum);
                    }
                });
            }
        }
        return sums;
    }

    /** How fast a counter grows, a second, over the last {@link #RATE_MILLIS}; 0 for subtasks that have gone silent. */
    double rate(String name, long nowMillis) {
        return bySubtask.values().stream()
                .filter(subtask -> subtask.heardMillis > nowMillis - RATE_MILLIS)
                .mapToDouble(subtask -> subtask.rate(name))
                .sum();
    }

    /** The newest snapshot of each subtask. */
    List<MetricSnapshot> latest() {
        return latest(Long.MIN_VALUE);
    }

    /** The same, of those that were heard after a time alone. */
    List<MetricSnapshot> latest(long afterMillis) {
        return bySubtask.values().stream()
                .filter(subtask -> subtask.heardMillis > afterMillis)
                .map(Subtask::newest)
                .toList();
    }

    private double fold(String name, String stage, DoubleBinaryOperator with) {
        return latest().stream()
                .filter(snapshot -> stage.isEmpty() || snapshot.stage().equals(stage))
                .mapToDouble(snapshot -> snapshot.values().getOrDefault(name, 0.0))
                .reduce(0, with);
    }
}
