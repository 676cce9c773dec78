package io.winnow.tokenize.flink;

import io.winnow.records.DeadLetter;
import io.winnow.records.Element;
import io.winnow.records.StreamEvent;
import io.winnow.records.StreamStatus;
import io.winnow.records.TokenRecord;
import io.winnow.records.flink.StageOutputs;
import io.winnow.records.flink.StageTraces;
import io.winnow.tokenize.line.LineOutput;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Leads the line's ends to the operator's outputs. */
final class FlinkOutput implements LineOutput {
    private final Output<StreamRecord<Element>> output;
    private final TokenizeMetrics metrics;
    private final StageTraces traces;

    FlinkOutput(Output<StreamRecord<Element>> output, TokenizeMetrics metrics, StageTraces traces) {
        this.output = output;
        this.metrics = metrics;
        this.traces = traces;
    }

    @Override
    public void record(TokenRecord record) {
        metrics.record(record);
        traces.frame(record);
        output.collect(new StreamRecord<>(record));
    }

    @Override
    public void event(StreamEvent event, boolean own) {
        if (own) {
            metrics.gap(event);
        }
        output.collect(new StreamRecord<>(event));
    }

    @Override
    public void deadLetter(DeadLetter letter, boolean own) {
        if (own) {
            metrics.deadLetter(letter.reason());
        }
        output.collect(StageOutputs.DEAD_LETTERS, new StreamRecord<>(letter));
    }

    @Override
    public void status(StreamStatus status) {
        output.collect(StageOutputs.STREAM_STATUS, new StreamRecord<>(status));
    }
}
