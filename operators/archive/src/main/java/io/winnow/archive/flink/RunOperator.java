package io.winnow.archive.flink;

import io.winnow.archive.Place;
import io.winnow.archive.RunWriter;
import io.winnow.archive.TopicRow;
import io.winnow.metrics.MetricNames;
import io.winnow.records.Forgettings;
import io.winnow.records.Origin;
import io.winnow.records.Placed;
import io.winnow.records.StreamEvent;
import io.winnow.records.TokenRecord;
import io.winnow.records.flink.ForgottenGate;
import io.winnow.records.flink.StageMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Writes the token records of a topic, keyed by their partition, to an archive, and puts out the names of the objects. Records wait in state until their object is full. Where an object ends follows from
 * the records alone, and its name from the first of them; so a job that was restored, and reads some of them again, writes the same bytes to the same names, and nothing needs to be committed.
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before anything else.
public final class RunOperator extends AbstractStreamOperator<String>
        implements OneInputStreamOperator<Placed, String>, BoundedOneInput {
    private static final long serialVersionUID = 1;

    /** By then, whoever forgets by command has seen what is in the archive, and counted it. */
    private static final Duration LATER = Duration.ofMinutes(1);

    private final RunOptions options;
    private final Forgettings forgettings;
    private transient ForgottenGate gate;
    private transient RunState state;
    private transient Place place;
    private transient RunWriter writer;
    private transient StageMetrics counts;

    /** By partition; what is not in it is counted when the partition's next record comes. */
    private transient Map<Integer, Waiting> waiting;

    /** @param forgettings says of which streams nothing is written */
    public RunOperator(RunOptions options, Forgettings forgettings) {
        this.options = options;
        this.forgettings = forgettings;
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
        MailboxExecutor mailbox = getContainingTask()
                .getMailboxExecutorFactory()
                .createExecutor(getOperatorConfig().getChainIndex());
        gate = ForgottenGate.open(forgettings, mailbox, this::drop);
        gate.look();
    }

    /** Says in the archive what is forgotten, drops what waits of it, and looks a while later at what was put just before it was heard of. */
    private void drop() throws Exception {
        stored(() -> writer.forget(gate.forgotten()));
        eachPartition(() -> state.drop(gate::refuses));
        ProcessingTimeService time = getProcessingTimeService();
        var unused = time.registerTimer(time.getCurrentProcessingTime() + LATER.toMillis(), now -> sift());
    }

    /** Takes what is forgotten out of the objects that were put lately. Older ones were there to be seen by whoever forgot it. */
    private void sift() throws Exception {
        eachPartition(() -> {
            for (String object : state.lately()) {
                stored(() -> writer.sift(object, gate.forgotten()));
            }
        });
    }

    private void eachPartition(ThrowingRunnable<Exception> step) throws Exception {
        Object current = getCurrentKey();
        for (Object partition : partitions()) {
            setCurrentKey(partition);
            step.run();
        }
        if (current != null) {
            setCurrentKey(current);
        }
    }

    /** Something that is written to the archive. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private void stored(Writing writing) throws UnwritableArchive {
        try {
            writing.run();
        } catch (IOException | RuntimeException e) {
            throw new UnwritableArchive(place.address(), e);
        }
    }

    @Override
    public void processElement(StreamRecord<Placed> arrived) throws Exception {
        gate.look();
        Placed placed = arrived.getValue();
        if (placed.element() instanceof StreamEvent event) {
            // Remembered, so that what has been seen of an epoch has no holes.
            isRepeat(event.origin());
        } else if (placed.element() instanceof TokenRecord record && !isRepeat(record.origin())) {
            gate.look(record.origin());
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
        boolean refused = gate.refuses(record.origin());
        state.add(refused ? RunState.gone(placed, record) : placed);
        if (refused) {
            counts.counter(MetricNames.FORGOTTEN).inc();
        }
        Waiting now = waiting(placed.partition());
        now.add(record.ingestMillis(), record.contentBytes());
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

    /** Makes an object of what waits of the current partition, if any of it is still to be kept. */
    private void write(int partition) throws Exception {
        long first = state.firstOffset();
        String object = writer.name(partition, first);
        List<TopicRow> rows = state.rows();
        if (rows.isEmpty()) {
            stored(() -> writer.remove(object));
        } else {
            stored(() -> writer.write(partition, first, rows));
            state.written(object, getProcessingTimeService().getCurrentProcessingTime());
            gate.look();
            int left = state.rows().size();
            if (left < rows.size()) {
                stored(() -> writer.sift(object, gate.forgotten()));
            }
            if (left > 0) {
                output.collect(new StreamRecord<>(object));
            }
            counts.counter(MetricNames.ARCHIVED).inc(left);
        }
        state.clear();
        waiting.put(partition, new Waiting());
    }

    /** The run has ended: what waits is all there will be. A job that is stopped to be resumed does not come here. */
    @Override
    public void endInput() throws Exception {
        gate.look();
        for (Object partition : partitions()) {
            setCurrentKey(partition);
            if (waiting((Integer) partition).records() > 0) {
                write((Integer) partition);
            }
        }
        // There is no later.
        gate.catchUp();
        sift();
    }

    /** Those of which something waits, or was written lately. */
    private Set<Object> partitions() {
        Set<Object> partitions = new LinkedHashSet<>();
        for (String known : List.of(RunState.OPEN, RunState.LATELY)) {
            try (Stream<Object> keys = getKeyedStateBackend().getKeys(known, VoidNamespace.INSTANCE)) {
                keys.forEach(partitions::add);
            }
        }
        return partitions;
    }

    @Override
    public void close() throws Exception {
        if (gate != null) {
            gate.close();
        }
        super.close();
    }
}
