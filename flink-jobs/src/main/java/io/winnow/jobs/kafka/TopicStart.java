package io.winnow.jobs.kafka;

import java.io.Serializable;
import java.util.List;

/**
 * Where a run begins to read a topic.
 *
 * @param name short, as in the registry
 * @param topic full
 * @param offsets of each partition, by its number
 */
public record TopicStart(String name, String topic, List<Long> offsets) implements Serializable {
    public TopicStart {
        offsets = List.copyOf(offsets);
    }
}
