package io.winnow.jobs;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Hands records on and counts what they say. The counts are state, so that a restart neither loses nor doubles any, and accumulators, so that the command can read them. */
final class Tally<T> extends AbstractStreamOperator<T> implements OneInputStreamOperator<T, T> {
    private static final long serialVersionUID = 1;

    private final Counter<T> counter;
    private transient Map<String, Long> counts;
    private transient ListState<Map<String, Long>> stored;

    /** Says what a record counts for. */
    interface Counter<T> extends Serializable {
        void count(T record, Sums sums);
    }

    /** Adds to a sum. */
    interface Sums {
        void add(String name, long count);
    }

    @SuppressWarnings("NullAway")
    Tally(Counter<T> counter) {
        this.counter = counter;
    }

    /** Every task of a job has one, so that a job which brought its engine along fails here, before the engine does. */
    @Override
    public void open() throws Exception {
        super.open();
        EngineHome.check(getUserCodeClassloader());
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        counts = new HashMap<>();
        stored = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("tally", Types.MAP(Types.STRING, Types.LONG)));
        for (Map<String, Long> part : stored.get()) {
            part.forEach(this::add);
        }
    }

    @Override
    public void processElement(StreamRecord<T> element) {
        counter.count(element.getValue(), this::add);
        output.collect(element);
    }

    private void add(String name, long count) {
        counts.merge(name, count, Long::sum);
        getRuntimeContext().getLongCounter(name).add(count);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        stored.clear();
        stored.add(new HashMap<>(counts));
    }
}
