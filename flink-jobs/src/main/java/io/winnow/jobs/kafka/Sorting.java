package io.winnow.jobs.kafka;

import io.winnow.metrics.MetricNames;
import io.winnow.records.DeadLetter;
import io.winnow.records.flink.StageMetrics;
import io.winnow.records.flink.StageOutputs;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Parts records from dead letters, which a source cannot do itself, and counts the latter for the stage that reads. */
final class Sorting<T> extends ProcessFunction<Either<T, DeadLetter>, T> {
    private static final long serialVersionUID = 1;

    private final String stage;
    private transient @Nullable StageMetrics metrics;

    Sorting(String stage) {
        this.stage = stage;
    }

    @Override
    public void open(OpenContext context) {
        metrics = StageMetrics.of(getRuntimeContext().getMetricGroup(), stage);
    }

    @Override
    public void processElement(Either<T, DeadLetter> arrival, Context context, Collector<T> out) {
        if (arrival.isLeft()) {
            out.collect(arrival.left());
            return;
        }
        DeadLetter letter = arrival.right();
        if (metrics != null) {
            metrics.counter(MetricNames.DEAD_LETTERS, letter.reason()).inc();
        }
        context.output(StageOutputs.DEAD_LETTERS, letter);
    }
}
