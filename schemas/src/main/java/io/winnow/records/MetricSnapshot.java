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
    public MetricSnapshot {
        values = Map.copyOf(values);
    }
}
