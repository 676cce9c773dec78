package io.winnow.records;

import java.util.Objects;

/**
 * A producing subtask has written its last record of a bounded run into this partition. The partition is finished when all {@code of} subtasks said so.
 *
 * @param run id of the run
 * @param stage the producing stage
 * @param subtask which of its subtasks, from 0
 * @param of how many subtasks it has
 * @param partition the partition this mark was written to, counted through the topics that are read as one: the pipeline's own, then those of sources with a retention of their own
 */
public record RunEnded(String run, String stage, int subtask, int of, int partition)
        implements Element, QuestionElement, StandingElement, AnswerElement {
    public RunEnded {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(stage, "stage");
        if (subtask < 0 || subtask >= of) {
            throw new IllegalArgumentException("subtask " + subtask + " of " + of);
        }
    }
}
