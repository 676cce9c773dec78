package io.winnow.gateway.live;

import io.winnow.records.RunEnded;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which runs have ended in good order, as each subtask of their readers marks behind its last answer. Marks are read before anybody knows which run is shown, so that those of several are kept. Not safe for use by many threads. */
final class EndedRuns {
    private static final int REMEMBERED = 64;

    private final Remembered<String, Map<Integer, Set<Integer>>> subtasksByOf = new Remembered<>(REMEMBERED);

    void add(RunEnded mark) {
        Map<Integer, Set<Integer>> marked = Objects.requireNonNullElseGet(subtasksByOf.get(mark.run()), HashMap::new);
        marked.computeIfAbsent(mark.of(), of -> new HashSet<>()).add(mark.subtask());
        subtasksByOf.put(mark.run(), marked);
    }

    /** Whether all subtasks have ended a run; one that was resumed with another number of them is ended by all of either. */
    boolean ended(String run) {
        return Objects.requireNonNullElse(subtasksByOf.get(run), Map.<Integer, Set<Integer>>of()).entrySet().stream()
                .anyMatch(marks -> marks.getValue().size() == marks.getKey());
    }
}
