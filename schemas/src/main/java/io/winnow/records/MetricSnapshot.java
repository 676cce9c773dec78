package io.winnow.records;

import java.util.Map;

/**
 * What one subtask of a stage measured, at one moment.
 *
 * @param run the run
 * @param stage the stage
 * @param subtask which of its subtasks
 * @param values by metric name; a label is written {@code name{label=value}}
 * @param atMillis wall clock
 */
public record MetricSnapshot(String run, String stage, int subtask, Map<String, Double> values, long atMillis) {
    /** No stage, so that whoever does not know the mark finds nothing in it. */
    private static final String STOP = "stop";

    public MetricSnapshot {
        values = Map.copyOf(values);
    }

    /** The mark that a run was stopped to go on later: no snapshot of it comes until it does. */
    public static MetricSnapshot ofStop(String run, long nowMillis) {
        return new MetricSnapshot(run, STOP, 0, Map.of(), nowMillis);
    }

    /** Whether it is that mark. */
    public boolean marksStop() {
        return stage.equals(STOP);
    }
}
