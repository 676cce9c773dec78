package io.winnow.topics;

import java.util.List;
import java.util.Map;

/**
 * What a broker is to have.
 *
 * @param names of the pipeline's topics
 * @param topics those it needs
 * @param partitions by short name, where not the registry's
 * @param replication copies of each partition; 0 means the broker's default
 */
public record TopicPlan(TopicNames names, List<Topic<?>> topics, Map<String, Integer> partitions, short replication) {
    public TopicPlan {
        topics = List.copyOf(topics);
        partitions = Map.copyOf(partitions);
        partitions.forEach((name, count) -> {
            if (TopicRegistry.named(name).isEmpty() || count < 1) {
                throw new IllegalArgumentException(count + " partitions for topic " + name);
            }
        });
        if (replication < 0) {
            throw new IllegalArgumentException(replication + " copies of each partition");
        }
    }

    /** Every topic, as the registry states it. */
    public static TopicPlan of(TopicNames names) {
        return new TopicPlan(names, TopicRegistry.ALL, Map.of(), (short) 0);
    }

    /** How many partitions a topic is to have at least. */
    public int partitionsOf(Topic<?> topic) {
        return partitions.getOrDefault(topic.name(), topic.partitions());
    }
}
