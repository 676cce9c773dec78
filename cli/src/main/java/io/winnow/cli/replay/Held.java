package io.winnow.cli.replay;

import io.winnow.cli.live.CommittedRecords;
import io.winnow.cli.live.LivePipeline;
import io.winnow.cli.live.TopicStretch;
import io.winnow.cli.live.TopicStretch.Offsets;
import io.winnow.jobs.kafka.ReplayedRecords.Part;
import io.winnow.records.Element;
import io.winnow.topics.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * What a topic holds of a time.
 *
 * @param topic full name
 * @param parts of its partitions; none where it holds nothing
 * @param runs that wrote the records, the newest last
 * @param wholeSinceMillis since when nothing was removed; empty where nothing was
 * @param oldestMillis when the oldest record of all came in; empty where there is none
 */
record Held(
        String topic, List<Part> parts, List<String> runs, OptionalLong wholeSinceMillis, OptionalLong oldestMillis) {
    Held {
        parts = List.copyOf(parts);
        runs = List.copyOf(runs);
    }

    /**
     * Looks.
     *
     * @param pipeline whose topic it is
     * @param fromMillis when the first records came in, since 1970
     * @param toMillis when those came in that are left out
     * @return empty where the broker has no such topic
     */
    static Optional<Held> of(LivePipeline pipeline, Topic<Element> topic, long fromMillis, long toMillis) {
        String full = pipeline.names().of(topic);
        try (KafkaConsumer<byte[], byte[]> consumer =
                CommittedRecords.consumer(pipeline.kafka(), pipeline.names().group("command"))) {
            return TopicStretch.of(consumer, pipeline.names().pattern(topic))
                    .map(stretch -> of(full, topic, stretch, fromMillis, toMillis));
        } catch (KafkaException e) {
            throw pipeline.refused(full, e);
        }
    }

    private static Held of(String full, Topic<Element> topic, TopicStretch stretch, long fromMillis, long toMillis) {
        Map<TopicPartition, Offsets> offsets = stretch.offsets(fromMillis, toMillis);
        RunsOfRecords runs = new RunsOfRecords(stretch, topic);
        offsets.forEach(runs::look);
        return new Held(
                full, parts(offsets), List.copyOf(runs.runs()), stretch.wholeSinceMillis(), stretch.oldestMillis());
    }

    private static List<Part> parts(Map<TopicPartition, Offsets> offsets) {
        List<Part> parts = new ArrayList<>();
        offsets.forEach((partition, part) ->
                parts.add(new Part(partition.topic(), partition.partition(), part.from(), part.to())));
        parts.sort(Comparator.comparing(Part::topic).thenComparing(Part::partition));
        return parts;
    }
}
