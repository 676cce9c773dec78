package io.winnow.jobs.kafka;

import io.winnow.records.DeadLetter;
import io.winnow.records.RunEnded;
import io.winnow.records.StreamEvent;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Turns a topic's bytes into arrivals on their way out of the reader, and keeps the marks for it. */
final class EdgeOutput<T, R> implements ReaderOutput<ConsumerRecord<byte[], byte[]>> {
    private final ReaderOutput<Either<R, DeadLetter>> to;
    private final Arrivals<T, R> arrivals;
    private final Map<String, RunMarks> marks;

    EdgeOutput(ReaderOutput<Either<R, DeadLetter>> to, Arrivals<T, R> arrivals, Map<String, RunMarks> marks) {
        this.to = to;
        this.arrivals = arrivals;
        this.marks = marks;
    }

    ReaderOutput<Either<R, DeadLetter>> to() {
        return to;
    }

    @Override
    public void collect(ConsumerRecord<byte[], byte[]> record) {
        collect(record, record.timestamp());
    }

    @Override
    public void collect(ConsumerRecord<byte[], byte[]> record, long timestamp) {
        arrivals.read(record).ifPresent(arrival -> {
            if (arrival.isLeft() && arrival.left() instanceof RunEnded mark) {
                marksOf(record).add(mark);
                return;
            }
            if (arrival.isLeft() && arrival.left() instanceof StreamEvent event) {
                note(event, marksOf(record));
            }
            // Spans are data; a record carries no Flink timestamp.
            to.collect(arrivals.handOn(arrival, record));
        });
    }

    private static void note(StreamEvent event, RunMarks marks) {
        if (event.kind() == StreamEvent.Kind.STARTED) {
            marks.started(event.origin().stream());
        } else if (event.kind() == StreamEvent.Kind.ENDED) {
            marks.ended(event.origin().stream());
        }
    }

    private RunMarks marksOf(ConsumerRecord<byte[], byte[]> record) {
        return marks.computeIfAbsent(
                KafkaPartitionSplit.toSplitId(new TopicPartition(record.topic(), record.partition())),
                split -> new RunMarks());
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        // There are no watermarks in Winnow.
    }

    @Override
    public void markIdle() {
        to.markIdle();
    }

    @Override
    public void markActive() {
        to.markActive();
    }

    @Override
    public SourceOutput<ConsumerRecord<byte[], byte[]>> createOutputForSplit(String split) {
        return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {
        // One output serves all splits.
    }
}
