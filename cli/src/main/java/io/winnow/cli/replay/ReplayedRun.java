package io.winnow.cli.replay;

import io.winnow.cli.command.CommandFailure;
import io.winnow.jobs.run.RunIds;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The run whose records are replayed, with the time in which its pipeline could be asked.
 *
 * @param id or empty for records of any
 * @param fromMillis when it began; 0 where that is not known
 * @param toMillis when the next one began that wrote records of the same time; the largest number where there is none
 * @param others that wrote some too
 */
record ReplayedRun(String id, long fromMillis, long toMillis, List<String> others) {
    ReplayedRun {
        others = List.copyOf(others);
    }

    /** Whichever wrote them. */
    static ReplayedRun any() {
        return new ReplayedRun("", 0, Long.MAX_VALUE, List.of());
    }

    /**
     * One of those that wrote records.
     *
     * @param runs the newest last, at least one
     * @param named on the command line; else it is the newest
     * @throws CommandFailure where that is none of them
     */
    static ReplayedRun of(List<String> runs, Optional<String> named) {
        String id = named.orElseGet(() -> runs.get(runs.size() - 1));
        int at = runs.indexOf(id);
        if (at < 0) {
            throw CommandFailure.usage(
                    "NO_RUN",
                    "run " + id + " has written no records of that time",
                    "--run",
                    "Those that have: " + String.join(", ", runs) + ".");
        }
        OptionalLong next = at + 1 < runs.size() ? RunIds.beganMillis(runs.get(at + 1)) : OptionalLong.empty();
        return new ReplayedRun(
                id,
                RunIds.beganMillis(id).orElse(0),
                next.orElse(Long.MAX_VALUE),
                runs.stream().filter(run -> !run.equals(id)).toList());
    }

    /** Whether what bears the id of a run, or that of none, is of this one. */
    boolean isOf(String run) {
        return id.isEmpty() || run.isEmpty() || run.equals(id);
    }
}
