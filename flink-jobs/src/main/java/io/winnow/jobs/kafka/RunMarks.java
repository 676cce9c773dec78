package io.winnow.jobs.kafka;

import io.winnow.records.RunEnded;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which producing subtasks have ended a run in one partition, and which streams are open there. Counted apart for each number of subtasks, since a run resumed with another parallelism is ended by
 * all subtasks of either.
 */
final class RunMarks {
    private final TreeMap<Integer, SortedSet<Integer>> subtasksByOf = new TreeMap<>();
    private final TreeSet<String> open = new TreeSet<>();

    /** Notes a mark of the run that is read. */
    void add(RunEnded mark) {
        add(mark.subtask(), mark.of());
    }

    void add(int subtask, int of) {
        subtasksByOf.computeIfAbsent(of, any -> new TreeSet<>()).add(subtask);
    }

    /** Notes that a stream began. */
    void started(String stream) {
        open.add(stream);
    }

    /** Notes that a stream ended. */
    void ended(String stream) {
        open.remove(stream);
    }

    /** Whether all subtasks of a producer have written their mark. */
    boolean complete() {
        return subtasksByOf.entrySet().stream()
                .anyMatch(entry -> entry.getValue().size() == entry.getKey());
    }

    /** Streams that began and did not end. */
    Set<String> open() {
        return open;
    }

    SortedMap<Integer, SortedSet<Integer>> subtasksByOf() {
        return subtasksByOf;
    }

    /** A copy that later marks do not change. */
    RunMarks copy() {
        RunMarks copy = new RunMarks();
        subtasksByOf.forEach((of, subtasks) -> copy.subtasksByOf.put(of, new TreeSet<>(subtasks)));
        copy.open.addAll(open);
        return copy;
    }
}
