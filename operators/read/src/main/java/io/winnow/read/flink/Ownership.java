package io.winnow.read.flink;

import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** Which subtask speaks for a stream. Every subtask hears every question, and only one may answer or refuse it. */
final class Ownership {
    private final int maxParallelism;
    private final KeyGroupRange mine;
    private final boolean first;
    private final boolean alone;

    Ownership(TaskInfo task) {
        maxParallelism = task.getMaxNumberOfParallelSubtasks();
        mine = KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                maxParallelism, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
        first = task.getIndexOfThisSubtask() == 0;
        alone = task.getNumberOfParallelSubtasks() == 1;
    }

    /** Whether the stream's elements come to this subtask. */
    boolean holds(String stream) {
        return mine.contains(KeyGroupRangeAssignment.assignToKeyGroup(stream, maxParallelism));
    }

    /** Whether this subtask speaks where no stream is named. */
    boolean speaksForAll() {
        return first;
    }

    /** Whether this subtask knows every stream of the run. */
    boolean knowsAll() {
        return alone;
    }
}
