package io.winnow.cli.live;

import io.winnow.cli.command.CommandFailure;
import io.winnow.records.DeadLetter;
import io.winnow.records.RecordId;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicRegistry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a pipeline's dead-letter topics hold, each letter once. */
final class DeadLetters {
    private static final List<Topic<DeadLetter>> TOPICS = List.of(
            TopicRegistry.SOURCES_DLQ,
            TopicRegistry.TOKENS_DLQ,
            TopicRegistry.PRUNED_DLQ,
            TopicRegistry.QUESTIONS_DLQ,
            TopicRegistry.STANDING_QUESTIONS_DLQ,
            TopicRegistry.CONTROL_DLQ);

    private DeadLetters() {}

    /** Those of one topic, or of all. */
    static Collection<DeadLetter> of(LivePipeline pipeline, Optional<String> topic) {
        Map<RecordId, DeadLetter> letters = new LinkedHashMap<>();
        for (Topic<DeadLetter> each : topic.map(name -> named(pipeline, name)).orElse(TOPICS)) {
            TopicRecords.all(pipeline, each).forEach(letter -> letters.put(letter.id(), letter));
        }
        return letters.values();
    }

    private static List<Topic<DeadLetter>> named(LivePipeline pipeline, String name) {
        List<Topic<DeadLetter>> meant = TOPICS.stream()
                .filter(topic -> topic.name().equals(name)
                        || topic.name().equals(name + ".dlq")
                        || pipeline.names().of(topic).equals(name))
                .toList();
        if (meant.isEmpty()) {
            throw CommandFailure.usage(
                    "NO_TOPIC",
                    "there is no dead-letter topic " + name,
                    "TOPIC",
                    "It is one of "
                            + String.join(", ", TOPICS.stream().map(Topic::name).toList()) + ".");
        }
        return meant;
    }
}
