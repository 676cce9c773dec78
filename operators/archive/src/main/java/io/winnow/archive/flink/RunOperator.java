package io.winnow.archive.flink;

import io.winnow.archive.Place;
import io.winnow.archive.RunWriter;
import io.winnow.archive.TopicRow;
import io.winnow.metrics.MetricNames;
import io.winnow.records.Origin;
import io.winnow.records.Placed;
import io.winnow.records.StreamEvent;
import io.winnow.records.TokenRecord;
import io.winnow.records.flink.StageMetrics;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Writes the token records of a topic, keyed by their partition, to an archive, and puts out the names of the objects. Records wait in state until their object is full. Where an object ends follows from
 * the records alone, and its name from the first of them; so a job that was restored, and reads some of them again, writes the same bytes to the same names, and nothing needs to be committed.
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before anything else.
public final class RunOperator extends AbstractStreamOperator<String>
        implements OneInputStreamOperator<Placed, String>, BoundedOneInput {
    private static final long serialVersionUID = 1;

    private final RunOptions options;
    private transient RunState state;
    private transient Place place;
    private transient RunWriter writer;
    private transient StageMetrics counts;

    /** By partition; what is not in it is counted when the partition's next record comes. */
    private transient Map<Integer, Waiting> waiting;

    public RunOperator(RunOptions options) {
        this.options = options;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = new RunState(context.getKeyedStateStore());
        waiting = new HashMap<>();
    }

    @Override
    public void open() throws Exception {
        super.open();
        counts = StageMetrics.of(getMetricGroup(), "archive");
        place = new FlinkPlaces().open(options.place());
        writer = new RunWriter(place, options.note());
    }

    @Override
    public void processElement(StreamRecord<Placed> arrived) throws Exception {
        Placed placed = arrived.getValue();
        if (placed.element() instanceof StreamEvent event) {
            // Remembered, so that what has been seen of an epoch has no holes.
            isRepeat(event.origin());
        } else if (placed.element() instanceof TokenRecord record && !isRepeat(record.origin())) {
            take(placed, record);
        }
    }

    private boolean isRepeat(Origin origin) throws Exception {
        if (state.accept(origin)) {
            return false;
        }
        counts.counter(MetricNames.REPEATS).inc();
        return true;
    }

    private void take(Placed placed, TokenRecord record) throws Exception {
        if (waiting(placed.partition()).endsBefore(record, options.cut())) {
            write(placed.partition());
        }
        state.add(placed);
        Waiting now = waiting(placed.partition());
        now.add(record);
        if (now.full(options.cut())) {
            write(placed.partition());
        }
    }

    private Waiting waiting(int partition) throws Exception {
        Waiting known = waiting.get(partition);
        if (known == null) {
            known = state.waiting();
            waiting.put(partition, known);
        }
        return known;
    }

    /** Makes an object of what waits of the current partition. */
    private void write(int partition) throws Exception {
        List<TopicRow> rows = state.rows();
        String object;
        try {
            object = writer.write(partition, rows);
        } catch (IOException | RuntimeException e) {
            throw new UnwritableArchive(place.address(), e);
        }
        state.clear();
        waiting.put(partition, new Waiting());
        output.collect(new StreamRecord<>(object));
        counts.counter(MetricNames.ARCHIVED).inc(rows.size());
    }

    /** The run has ended: what waits is all there will be. A job that is stopped to be resumed does not come here. */
    @Override
    public void endInput() throws Exception {
        List<Object> partitions;
        try (Stream<Object> keys = getKeyedStateBackend().getKeys(RunState.OPEN, VoidNamespace.INSTANCE)) {
            partitions = keys.toList();
        }
        for (Object partition : partitions) {
            setCurrentKey(partition);
            if (waiting((Integer) partition).records() > 0) {
                write((Integer) partition);
            }
        }
    }
}
