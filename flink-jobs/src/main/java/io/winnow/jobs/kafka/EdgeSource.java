package io.winnow.jobs.kafka;

import io.winnow.records.DeadLetter;
import io.winnow.records.flink.RecordTypes;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Topics as one source of records of one run, from the offsets stored with the run to the marks of its end. */
final class EdgeSource<T, R>
        implements Source<Either<R, DeadLetter>, EdgeSplit, EdgeEnumeratorState>,
                ResultTypeQueryable<Either<R, DeadLetter>> {
    private final Arrivals<T, R> arrivals;
    private final TypeInformation<R> type;
    private final EdgeTopics topics;
    private final KafkaSource<ConsumerRecord<byte[], byte[]>> partitions;

    /**
     * Makes one.
     *
     * @param topics that are read, and from where
     * @param client properties of the consumer
     */
    @SuppressWarnings("deprecation") // The connector's own interface still names this class of the client.
    EdgeSource(Arrivals<T, R> arrivals, TypeInformation<R> type, EdgeTopics topics, Properties client) {
        this.arrivals = arrivals;
        this.type = type;
        this.topics = topics;
        this.partitions = KafkaSource.<ConsumerRecord<byte[], byte[]>>builder()
                .setProperties(client)
                .setTopics(topics.names())
                // What retention has removed cannot be read: fail, do not skip.
                .setStartingOffsets(OffsetsInitializer.offsets(Map.of(), OffsetResetStrategy.NONE))
                .setDeserializer(new Undecoded())
                .build();
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Either<R, DeadLetter>, EdgeSplit> createReader(SourceReaderContext context) throws Exception {
        return new EdgeReader<>(partitions.createReader(context), arrivals);
    }

    @Override
    public SplitEnumerator<EdgeSplit, EdgeEnumeratorState> createEnumerator(SplitEnumeratorContext<EdgeSplit> context) {
        List<EdgeSplit> splits = topics.partitions().stream()
                .map(partition ->
                        new EdgeSplit(new KafkaPartitionSplit(partition, topics.offset(partition)), new RunMarks()))
                .toList();
        return new EdgeEnumerator(context, new EdgeEnumeratorState(splits));
    }

    @Override
    public SplitEnumerator<EdgeSplit, EdgeEnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<EdgeSplit> context, EdgeEnumeratorState state) {
        return new EdgeEnumerator(context, state);
    }

    @Override
    public SimpleVersionedSerializer<EdgeSplit> getSplitSerializer() {
        return EdgeSplitSerializer.INSTANCE;
    }

    @Override
    public SimpleVersionedSerializer<EdgeEnumeratorState> getEnumeratorCheckpointSerializer() {
        return EdgeEnumeratorState.Serializer.INSTANCE;
    }

    @Override
    public TypeInformation<Either<R, DeadLetter>> getProducedType() {
        return new EitherTypeInfo<>(type, RecordTypes.DEAD_LETTER);
    }

    /** Hands a record on as it is; {@link EdgeOutput} decodes it, where its partition's marks are. */
    private static final class Undecoded
            implements KafkaRecordDeserializationSchema<ConsumerRecord<byte[], byte[]>>, Serializable {
        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ConsumerRecord<byte[], byte[]>> out) {
            out.collect(record);
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public TypeInformation<ConsumerRecord<byte[], byte[]>> getProducedType() {
            return (TypeInformation) TypeInformation.of(ConsumerRecord.class);
        }
    }
}
