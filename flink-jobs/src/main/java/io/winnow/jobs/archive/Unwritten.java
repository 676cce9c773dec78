package io.winnow.jobs.archive;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Remembers the shards whose objects could not be written, for whoever submitted the job. */
final class Unwritten extends RichMapFunction<ShardOutcome, ShardOutcome> {
    /** Name of the accumulator: {@code object TAB error}. */
    static final String NAME = "unwritten";

    private static final long serialVersionUID = 1;

    private transient ListAccumulator<String> errors;

    /** Flink opens it before it gives it anything. */
    @SuppressWarnings("NullAway.Init")
    Unwritten() {}

    @Override
    public void open(OpenContext context) {
        errors = new ListAccumulator<>();
        getRuntimeContext().addAccumulator(NAME, errors);
    }

    @Override
    public ShardOutcome map(ShardOutcome outcome) {
        if (!outcome.error().isEmpty()) {
            errors.add(outcome.object() + "\t" + outcome.error());
        }
        return outcome;
    }

    /** By object, the error. */
    static Map<String, String> of(Object accumulated) {
        Map<String, String> errors = new TreeMap<>();
        if (accumulated instanceof ArrayList<?> list) {
            for (Object entry : list) {
                String[] parts = String.valueOf(entry).split("\t", 2);
                errors.put(parts[0], parts[parts.length - 1]);
            }
        }
        return errors;
    }
}
