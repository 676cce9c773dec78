package io.winnow.jobs.kafka;

import io.winnow.topics.Retentions;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which topic a stream's records go to: the pipeline's own, or that of its source's retention.
 *
 * @param topic the pipeline's own, in full
 * @param byRetention those of sources, in full
 * @param retentions of the sources
 */
record TopicChoice(String topic, Map<Duration, String> byRetention, Retentions retentions) implements Serializable {
    TopicChoice {
        byRetention = new TreeMap<>(byRetention);
    }

    static TopicChoice of(TopicNames names, Topic<?> topic, Retentions retentions) {
        Map<Duration, String> byRetention = new TreeMap<>();
        retentions.kept(topic).forEach((own, kept) -> byRetention.put(own, names.of(kept)));
        return new TopicChoice(names.of(topic), byRetention, retentions);
    }

    /** All of them, the pipeline's own first. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(topic));
        names.addAll(byRetention.values());
        return names;
    }

    /** That of a stream. */
    String of(String stream) {
        return byRetention.isEmpty()
                ? topic
                : retentions.of(stream).map(byRetention::get).orElse(topic);
    }
}
