package io.winnow.jobs.kafka;

import io.winnow.records.DeadLetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads partitions through the connector's reader and ends when every one of them holds all marks of the run's end. The marks are part of each split's state, so a reader restored behind some of
 * them still knows them.
 */
final class EdgeReader<T, R> implements SourceReader<Either<R, DeadLetter>, EdgeSplit> {
    private final SourceReader<ConsumerRecord<byte[], byte[]>, KafkaPartitionSplit> partitions;
    private final Arrivals<T, R> arrivals;
    private final Map<String, RunMarks> marks = new HashMap<>();
    private boolean noMoreSplits;
    private @Nullable EdgeOutput<T, R> output;

    EdgeReader(SourceReader<ConsumerRecord<byte[], byte[]>, KafkaPartitionSplit> partitions, Arrivals<T, R> arrivals) {
        this.partitions = partitions;
        this.arrivals = arrivals;
    }

    @Override
    public void start() {
        partitions.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Either<R, DeadLetter>> to) throws Exception {
        if (ended()) {
            return InputStatus.END_OF_INPUT;
        }
        EdgeOutput<T, R> through = output;
        if (through == null || through.to() != to) {
            through = new EdgeOutput<>(to, arrivals, marks);
            output = through;
        }
        InputStatus status = partitions.pollNext(through);
        return ended() ? InputStatus.END_OF_INPUT : status;
    }

    private boolean ended() {
        if (!noMoreSplits || marks.isEmpty() || !marks.values().stream().allMatch(RunMarks::complete)) {
            return false;
        }
        Set<String> open = new TreeSet<>();
        marks.values().forEach(partition -> open.addAll(partition.open()));
        if (!open.isEmpty()) {
            throw new SuppressRestartsException(new IllegalStateException("the run has ended on " + arrivals.topic()
                    + " but these streams never did: " + String.join(", ", open)));
        }
        return true;
    }

    @Override
    public List<EdgeSplit> snapshotState(long checkpoint) {
        return partitions.snapshotState(checkpoint).stream()
                .map(split -> new EdgeSplit(
                        split,
                        marks.getOrDefault(split.splitId(), new RunMarks()).copy()))
                .toList();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return partitions.isAvailable();
    }

    @Override
    public void addSplits(List<EdgeSplit> splits) {
        splits.forEach(split -> marks.put(split.splitId(), split.marks().copy()));
        partitions.addSplits(splits.stream().map(EdgeSplit::partition).toList());
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        partitions.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        partitions.handleSourceEvents(event);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        partitions.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void close() throws Exception {
        partitions.close();
    }
}
