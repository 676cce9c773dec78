package io.winnow.jobs.kafka;

import io.winnow.records.DeadLetter;
import io.winnow.records.flink.StageOutputs;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;

/** Parts records from dead letters, which a source cannot do itself. */
final class Sorting<T> extends ProcessFunction<Either<T, DeadLetter>, T> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(Either<T, DeadLetter> arrival, Context context, Collector<T> out) {
        if (arrival.isLeft()) {
            out.collect(arrival.left());
        } else {
            context.output(StageOutputs.DEAD_LETTERS, arrival.right());
        }
    }
}
