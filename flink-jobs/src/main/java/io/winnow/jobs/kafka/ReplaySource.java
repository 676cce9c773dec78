package io.winnow.jobs.kafka;

import io.winnow.jobs.kafka.ReplayedRecords.Part;
import io.winnow.records.DeadLetter;
import io.winnow.records.Element;
import io.winnow.records.RunEnded;
import io.winnow.records.flink.RecordTypes;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** Records of topics as a source that ends where it was told, whether or not their run has ended, and that leaves no mark on the broker. */
final class ReplaySource {
    private ReplaySource() {}

    /** @param client properties of the consumer, without a group */
    @SuppressWarnings("deprecation") // The connector's own interface still names this class of the client.
    static KafkaSource<Either<Element, DeadLetter>> of(
            ReplayedRecords records, Arrivals<Element, Element> arrivals, Properties client) {
        Map<TopicPartition, Long> from = offsets(records, Part::from);
        return KafkaSource.<Either<Element, DeadLetter>>builder()
                .setProperties(client)
                .setProperty("enable.auto.commit", "false")
                .setProperty("commit.offsets.on.checkpoint", "false")
                .setPartitions(new HashSet<>(from.keySet()))
                // What retention removes meanwhile cannot be read: fail, do not skip.
                .setStartingOffsets(OffsetsInitializer.offsets(from, OffsetResetStrategy.NONE))
                .setBounded(OffsetsInitializer.offsets(offsets(records, Part::to), OffsetResetStrategy.NONE))
                .setDeserializer(new Decoded(arrivals))
                .build();
    }

    private static Map<TopicPartition, Long> offsets(ReplayedRecords records, Function<Part, Long> offset) {
        return records.parts().stream()
                .collect(Collectors.toMap(part -> new TopicPartition(part.topic(), part.partition()), offset));
    }

    /** Marks of a run's end are left out: the source ends by offsets. */
    private static final class Decoded
            implements KafkaRecordDeserializationSchema<Either<Element, DeadLetter>>, Serializable {
        private static final long serialVersionUID = 1;

        private final Arrivals<Element, Element> arrivals;

        Decoded(Arrivals<Element, Element> arrivals) {
            this.arrivals = arrivals;
        }

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Either<Element, DeadLetter>> out) {
            arrivals.read(record)
                    .filter(arrival -> arrival.isRight() || !(arrival.left() instanceof RunEnded))
                    .ifPresent(arrival -> out.collect(arrivals.handOn(arrival, record)));
        }

        @Override
        public TypeInformation<Either<Element, DeadLetter>> getProducedType() {
            return new EitherTypeInfo<>(RecordTypes.ELEMENT, RecordTypes.DEAD_LETTER);
        }
    }
}
