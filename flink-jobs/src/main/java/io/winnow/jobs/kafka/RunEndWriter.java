package io.winnow.jobs.kafka;

import io.winnow.records.RunEnded;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.SerializableFunction;

/** Hands records on and, when its input has ended, one mark for every partition of the topics behind it. Each subtask writes its own. */
final class RunEndWriter<T> extends AbstractStreamOperator<T> implements OneInputStreamOperator<T, T>, BoundedOneInput {
    private static final long serialVersionUID = 1;

    private final String run;
    private final String stage;
    private final int partitions;
    private final SerializableFunction<RunEnded, T> asRecord;

    RunEndWriter(String run, String stage, int partitions, SerializableFunction<RunEnded, T> asRecord) {
        this.run = run;
        this.stage = stage;
        this.partitions = partitions;
        this.asRecord = asRecord;
    }

    @Override
    public void processElement(StreamRecord<T> element) {
        output.collect(element);
    }

    @Override
    public void endInput() {
        int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        int of = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        for (int partition = 0; partition < partitions; partition++) {
            output.collect(new StreamRecord<>(asRecord.apply(new RunEnded(run, stage, subtask, of, partition))));
        }
    }
}
