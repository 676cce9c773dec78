package io.winnow.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.jobs.Samples;
import io.winnow.records.DeadLetter;
import io.winnow.records.Element;
import io.winnow.records.RunEnded;
import io.winnow.records.StreamEvent;
import io.winnow.records.avro.RecordCodecs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class EdgeReaderTest {
    private static final String TOPIC = "tokens";
    private final Partitions partitions = new Partitions();
    private final Collected collected = new Collected();

    private EdgeReader<Element, Element> reader() {
        return new EdgeReader<>(
                partitions,
                new Arrivals<>(
                        TopicForm.ELEMENTS,
                        (element, partition, offset) -> element,
                        TOPIC,
                        "run-1",
                        "run-1",
                        "shop/prune"));
    }

    private static EdgeSplit split(int partition, RunMarks marks) {
        return new EdgeSplit(new KafkaPartitionSplit(new TopicPartition(TOPIC, partition), 0), marks);
    }

    private static RunEnded mark(int subtask, int of, int partition) {
        return new RunEnded("run-1", "tokenize", subtask, of, partition);
    }

    @Test
    void endsWhenEveryPartitionHoldsTheMarksOfAllSubtasks() throws Exception {
        EdgeReader<Element, Element> reader = reader();
        reader.addSplits(List.of(split(0, new RunMarks()), split(1, new RunMarks())));
        reader.notifyNoMoreSplits();
        partitions.add(0, mark(0, 2, 0));
        partitions.add(0, mark(1, 2, 0));
        partitions.add(1, mark(0, 2, 1));
        partitions.add(1, Samples.tokens("run-1", "door", 1));
        partitions.add(1, mark(1, 2, 1));
        for (int i = 0; i < 4; i++) {
            assertThat(reader.pollNext(collected)).isNotEqualTo(InputStatus.END_OF_INPUT);
        }
        assertThat(reader.pollNext(collected)).isEqualTo(InputStatus.END_OF_INPUT);
        assertThat(collected.values).containsExactly(Samples.tokens("run-1", "door", 1));
    }

    @Test
    void aRepeatedMarkCountsOnce() throws Exception {
        EdgeReader<Element, Element> reader = reader();
        reader.addSplits(List.of(split(0, new RunMarks())));
        reader.notifyNoMoreSplits();
        partitions.add(0, mark(0, 2, 0));
        partitions.add(0, mark(0, 2, 0));
        reader.pollNext(collected);
        assertThat(reader.pollNext(collected)).isNotEqualTo(InputStatus.END_OF_INPUT);
    }

    @Test
    void marksBehindARestoredOffsetAreStillKnown() throws Exception {
        EdgeReader<Element, Element> first = reader();
        first.addSplits(List.of(split(0, new RunMarks())));
        first.notifyNoMoreSplits();
        partitions.add(0, mark(0, 2, 0));
        first.pollNext(collected);
        EdgeSplit stored = first.snapshotState(1).get(0);
        byte[] bytes = EdgeSplitSerializer.INSTANCE.serialize(stored);

        EdgeReader<Element, Element> restored = reader();
        restored.addSplits(List.of(EdgeSplitSerializer.INSTANCE.deserialize(1, bytes)));
        restored.notifyNoMoreSplits();
        partitions.add(0, mark(1, 2, 0));
        assertThat(restored.pollNext(collected)).isEqualTo(InputStatus.END_OF_INPUT);
    }

    @Test
    void aReaderRestoredBehindTheLastMarkEndsAtOnce() throws Exception {
        RunMarks marks = new RunMarks();
        marks.add(0, 1);
        EdgeReader<Element, Element> reader = reader();
        reader.addSplits(List.of(split(0, marks)));
        reader.notifyNoMoreSplits();
        assertThat(reader.pollNext(collected)).isEqualTo(InputStatus.END_OF_INPUT);
    }

    @Test
    void marksOfEarlierParallelismDoNotEndTheRunEarly() throws Exception {
        RunMarks marks = new RunMarks();
        marks.add(0, 2);
        EdgeReader<Element, Element> reader = reader();
        reader.addSplits(List.of(split(0, marks)));
        reader.notifyNoMoreSplits();
        partitions.add(0, mark(0, 3, 0));
        partitions.add(0, mark(1, 3, 0));
        reader.pollNext(collected);
        assertThat(reader.pollNext(collected)).isNotEqualTo(InputStatus.END_OF_INPUT);
        partitions.add(0, mark(2, 3, 0));
        assertThat(reader.pollNext(collected)).isEqualTo(InputStatus.END_OF_INPUT);
    }

    @Test
    void aStreamThatBeganBeforeARestoreAndNeverEndedIsAnError() throws Exception {
        RunMarks marks = new RunMarks();
        marks.started("door");
        EdgeSplit stored =
                EdgeSplitSerializer.INSTANCE.deserialize(1, EdgeSplitSerializer.INSTANCE.serialize(split(0, marks)));
        EdgeReader<Element, Element> reader = reader();
        reader.addSplits(List.of(stored));
        reader.notifyNoMoreSplits();
        partitions.add(0, mark(0, 1, 0));
        assertThatThrownBy(() -> reader.pollNext(collected)).hasStackTraceContaining("door");
    }

    @Test
    void aStreamOfALaterEpochClosesAnEarlier() throws Exception {
        EdgeReader<Element, Element> reader = reader();
        reader.addSplits(List.of(split(0, new RunMarks())));
        reader.notifyNoMoreSplits();
        partitions.add(0, Samples.event("run-1", "door", 0, StreamEvent.Kind.STARTED, 0));
        partitions.add(0, Samples.event("run-1", "door", 1, StreamEvent.Kind.STARTED, 0));
        partitions.add(0, Samples.event("run-1", "door", 2, StreamEvent.Kind.ENDED, 0));
        partitions.add(0, mark(0, 1, 0));
        for (int i = 0; i < 3; i++) {
            reader.pollNext(collected);
        }
        assertThat(reader.pollNext(collected)).isEqualTo(InputStatus.END_OF_INPUT);
    }

    @Test
    void aRecordSentAgainIsTakenByTheConsumerThatItNames() throws Exception {
        EdgeReader<Element, Element> reader = reader();
        reader.addSplits(List.of(split(0, new RunMarks())));
        partitions.add(0, Samples.tokens("run-1", "door", 1), "shop/read");
        partitions.add(0, Samples.tokens("run-1", "door", 2), "shop/prune");
        reader.pollNext(collected);
        reader.pollNext(collected);
        assertThat(collected.values).containsExactly(Samples.tokens("run-1", "door", 2));
    }

    /** Hands out one record a poll, as the connector's reader would. */
    private static final class Partitions implements SourceReader<ConsumerRecord<byte[], byte[]>, KafkaPartitionSplit> {
        private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
        private final List<KafkaPartitionSplit> splits = new ArrayList<>();

        void add(int partition, Element element) {
            add(partition, element, "");
        }

        void add(int partition, Element element, String redrive) {
            RecordHeaders headers = new RecordHeaders();
            if (!redrive.isEmpty()) {
                headers.add(Arrivals.REDRIVE, redrive.getBytes(StandardCharsets.UTF_8));
            }
            records.add(new ConsumerRecord<>(
                    TOPIC,
                    partition,
                    records.size(),
                    0L,
                    org.apache.kafka.common.record.TimestampType.CREATE_TIME,
                    0,
                    0,
                    new byte[0],
                    RecordCodecs.ELEMENT.encode(element),
                    headers,
                    java.util.Optional.empty()));
        }

        @Override
        public void start() {}

        @Override
        public InputStatus pollNext(ReaderOutput<ConsumerRecord<byte[], byte[]>> output) {
            if (records.isEmpty()) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            output.createOutputForSplit("any").collect(records.remove());
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
            return List.copyOf(splits);
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void addSplits(List<KafkaPartitionSplit> added) {
            splits.addAll(added);
        }

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() throws IOException {}
    }

    /** Keeps what is emitted. */
    private static final class Collected implements ReaderOutput<Either<Element, DeadLetter>> {
        private final List<Element> values = new ArrayList<>();

        @Override
        public void collect(Either<Element, DeadLetter> arrival) {
            values.add(arrival.left());
        }

        @Override
        public void collect(Either<Element, DeadLetter> arrival, long timestamp) {
            collect(arrival);
        }

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<Either<Element, DeadLetter>> createOutputForSplit(String split) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String split) {}
    }
}
