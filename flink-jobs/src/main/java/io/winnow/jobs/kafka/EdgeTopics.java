package io.winnow.jobs.kafka;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics that are written and read as one: the pipeline's own, and those of sources with a retention of their own. A stream's records are all in one partition of one of them.
 *
 * @param names full, the pipeline's own first
 * @param offsets where the partitions of each began with the run
 */
record EdgeTopics(List<String> names, List<List<Long>> offsets) implements Serializable {
    EdgeTopics {
        names = List.copyOf(names);
        offsets = offsets.stream().map(List::copyOf).toList();
    }

    /** One alone. */
    static EdgeTopics of(String name, List<Long> offsets) {
        return new EdgeTopics(List.of(name), List.of(offsets));
    }

    /** The partitions of all of them, as marks of a run's end count them. */
    List<TopicPartition> partitions() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int partition = 0; partition < offsets.get(i).size(); partition++) {
                partitions.add(new TopicPartition(names.get(i), partition));
            }
        }
        return partitions;
    }

    /** Where a partition is read from. */
    long offset(TopicPartition partition) {
        return offsets.get(names.indexOf(partition.topic())).get(partition.partition());
    }
}
