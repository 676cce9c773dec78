package io.winnow.jobs.kafka;

import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/**
 * A partition of an edge's topic: where reading goes on, and which marks of the run's end stand before that place.
 *
 * @param partition topic, partition and next offset
 * @param marks seen so far
 */
record EdgeSplit(KafkaPartitionSplit partition, RunMarks marks) implements SourceSplit {
    @Override
    public String splitId() {
        return partition.splitId();
    }
}
